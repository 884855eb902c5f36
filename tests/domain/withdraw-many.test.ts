import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { withdrawSource } from '../../src/domain/withdraw/withdraw.service.js';
import { emptiedDatabase, forgetAll } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);

const many = (count: number): Facts => ({
  sources: ['leaflet', 'paper'],
  organizations: [{ slug: 'mali', evidence: ['paper'] }],
  people: Array.from({ length: count }, (_, n) => ({ slug: `person-${n}`, evidence: ['leaflet'] })),
  agreements: Array.from({ length: 2 * count }, (_, n) => ({
    slug: `deal-${n}`,
    evidence: n % 2 ? ['leaflet'] : ['leaflet', 'paper'],
    signedOn: '2025',
    claims: { signedOn: { evidence: ['leaflet'] } },
    parties: [{ actor: 'mali', evidence: ['leaflet'] }],
  })),
  meetings: Array.from({ length: count }, (_, n) => ({
    slug: `talks-${n}`,
    date: '2024-05',
    evidence: ['leaflet'],
    agreements: [{ agreement: `deal-${2 * n}`, evidence: ['leaflet'] }],
    delegations: [
      { slug: `talks-${n}-one`, evidence: ['leaflet'], members: [{ actor: `person-${n}`, evidence: ['leaflet'] }] },
    ],
  })),
});

async function statementsFor(count: number): Promise<number> {
  await given(many(count));
  const [source] = await test.database.rows<{ id: number }>(
    { id: 'r.id' },
    sql`FROM registry r WHERE r.slug = 'leaflet'`,
  );
  let statements = 0;
  await test.database.write((tx) => {
    const counted =
      (key: 'rows' | 'run' | 'insert' | 'update') =>
      (...args: never[]) => {
        statements += 1;
        return (tx[key] as (...all: never[]) => Promise<never>)(...args);
      };
    const watched = Object.create(
      tx,
      Object.fromEntries((['rows', 'run', 'insert', 'update'] as const).map((key) => [key, { value: counted(key) }])),
    );
    Object.defineProperty(watched, 'reserveIds', { value: (n: number) => tx.reserveIds(n) });
    return withdrawSource(watched, { id: source?.id as number, version: null, by: 'test' });
  });
  expect(await soundnessOf(test)).toEqual([]);
  await forgetAll(test.database);
  return statements;
}

it('takes as many statements for thirty times the records', async () => {
  expect(await statementsFor(60)).toBe(await statementsFor(2));
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../../src/exchange/seed/seed.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { dump } from '../support/dump.js';
import { type SeedFiles, type SeedFolder, seedFolder } from '../support/seed-folder.js';
import { deal, EVIDENCE, letter, person, talks } from './refusals.js';

let test: TestDatabase;
let seeds: SeedFolder;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
  seeds = await seedFolder();
});
afterEach(async () => {
  await seeds.remove();
  await test.dispose();
});

type Plain = Readonly<Record<string, unknown>>;

async function load(files: SeedFiles) {
  await seeds.write({ sources: [letter()], ...files });
  await seedDatabase(test.database, seeds);
}
const term = (commodity: string, min: number): Plain => ({
  commodity,
  kind: 'OFFER',
  quantity: { min, max: min + 0.1, bound: 'RANGE', unit: 't' },
  evidence: EVIDENCE,
});
const seat = (actor: string): Plain => ({ actor, role: 'MEMBER', evidence: EVIDENCE });

const termIds = async (): Promise<Record<string, string>> => {
  const { agreement } = await dataOf(test.database, '{ agreement(ref: "deal") { terms { id commodity { slug } } } }');
  return Object.fromEntries(
    agreement.terms.map(({ id, commodity }: { id: string; commodity: { slug: string } }) => [commodity.slug, id]),
  );
};

describe('the links of a changed record', () => {
  it('keep their ids where they say what they said before, wherever they stand now', async () => {
    await load({ agreements: [deal({ terms: [term('gold', 0.1), term('wheat', 2)] })] });
    const before = await termIds();
    await load({
      agreements: [deal({ status: 'SUSPENDED', terms: [term('salt', 3), term('wheat', 2), term('gold', 0.1)] })],
    });
    const after = await termIds();
    expect(Object.keys(after)).toEqual(['salt', 'wheat', 'gold']);
    expect(after).toMatchObject(before);
    expect(Object.values(before)).not.toContain(after['salt']);
  });

  it('keep their ids where another value of them changes', async () => {
    await load({ agreements: [deal({ terms: [term('gold', 0.1), term('wheat', 2)] })] });
    const before = await termIds();
    await load({ agreements: [deal({ terms: [term('wheat', 2), { ...term('gold', 0.2), from: 'mali' }] })] });
    expect(await termIds()).toEqual(before);
    await load({ agreements: [deal({ terms: [term('wheat', 3), { ...term('gold', 0.2), kind: 'DELIVERY' }] })] });
    expect(await termIds()).toEqual(before);
    const { node } = await dataOf(test.database, `{ node(id: "${before['gold']}") { ... on CommodityTerm { kind } } }`);
    expect(node).toEqual({ kind: 'DELIVERY' });
  });

  it('keep their ids among others of their sort where they stay in their place', async () => {
    const ids = async () =>
      (await dataOf(test.database, '{ agreement(ref: "deal") { terms { id quantity { min } } } }')).agreement.terms.map(
        ({ id }: { id: string }) => id,
      );
    await load({ agreements: [deal({ terms: [term('gold', 1), term('gold', 2), term('gold', 3)] })] });
    const before = await ids();
    await load({ agreements: [deal({ terms: [term('gold', 1), term('gold', 4)] })] });
    expect(await ids()).toEqual(before.slice(0, 2));
    await load({ agreements: [deal({ terms: [term('gold', 5), term('gold', 1), term('gold', 4)] })] });
    expect((await ids()).slice(1)).toEqual(before.slice(0, 2));
  });

  it('of people, parties, offices and amounts keep theirs too', async () => {
    const ids = async () => {
      const {
        agreement,
        meeting,
        person: ada,
      } = await dataOf(
        test.database,
        `{ agreement(ref: "deal") { parties { id } amounts { id } }
           meeting(ref: "talks") { participations { id } } person(ref: "ada") { tenures { id } } }`,
      );
      return [agreement.parties, agreement.amounts, meeting.participations, ada.tenures];
    };
    const party = (role: string) => ({ actor: 'mali', role, evidence: EVIDENCE });
    const amount = (value: string) => ({ value, currency: 'EUR', basis: 'COMMITTED', evidence: EVIDENCE });
    const office = (until: string) => ({ organization: 'mali', title: { en: 'Minister' }, until, evidence: EVIDENCE });
    const at = (role: string, value: string, status: string, until: string): SeedFiles => ({
      agreements: [deal({ parties: [party(role)], amounts: [amount(value)] })],
      meetings: [talks({ participations: [{ ...seat('simyon'), status }] })],
      people: [person({ tenures: [office(until)] })],
    });
    await load(at('PARTY', '10.00', 'REPORTED', '2021'));
    const before = await ids();
    await load(at('SUPPLIER', '12.00', 'EXPECTED', '2022'));
    expect(await ids()).toEqual(before);
  });

  it('have another id where they speak of something else, and the old one finds nothing', async () => {
    await load({ agreements: [deal({ terms: [term('gold', 0.1)] })] });
    const { gold } = await termIds();
    await load({ agreements: [deal({ terms: [term('salt', 1), { ...term('gold', 0.1), kind: 'DELIVERY' }] })] });
    expect(Object.values(await termIds())).not.toContain(gold);
    expect(await dataOf(test.database, `{ node(id: "${gold}") { id } }`)).toEqual({ node: null });
  });

  it('keep an id each where two say the same', async () => {
    const twins = [seat('simyon'), seat('simyon')];
    const ids = async () =>
      (await dataOf(test.database, '{ meeting(ref: "talks") { participations { id } } }')).meeting.participations;
    await load({ meetings: [talks({ participations: twins })] });
    const before = await ids();
    await load({ meetings: [talks({ kind: 'CALL', participations: [...twins, seat('simyon')] })] });
    const after = await ids();
    expect(after.slice(0, 2)).toEqual(before);
    expect(new Set(after.map(({ id }: { id: string }) => id)).size).toBe(3);
  });

  it('keep their claims', async () => {
    const claims = async () =>
      (
        await dataOf(
          test.database,
          '{ agreement(ref: "deal") { terms { claims { nodes { id property value recordedAt link { id } } } } } }',
        )
      ).agreement.terms[0].claims.nodes;
    await load({ agreements: [deal({ terms: [term('gold', 0.1)] })] });
    const before = await claims();
    await load({ agreements: [deal({ status: 'SUSPENDED', terms: [term('gold', 0.1)] })] });
    expect(before).toHaveLength(4);
    expect(await claims()).toEqual(before);
    await load({ agreements: [deal({ status: 'SUSPENDED', terms: [term('gold', 0.2)] })] });
    const after = await claims();
    const recorded = (all: Claim[]) => all.map(({ property, recordedAt }) => `${property} ${recordedAt}`);
    const changed = recorded(after).filter((each) => !recorded(before).includes(each));
    expect(changed).toEqual([expect.stringMatching(/^quantity /)]);
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(after[3].id).not.toBe(before[3].id);
    expect(after[3].link).toEqual(before[3].link);
  });
});

interface Claim {
  readonly id: string;
  readonly property: string | null;
  readonly recordedAt: string;
}

describe('the claims of a changed record', () => {
  const claims = async (): Promise<Claim[]> =>
    (await dataOf(test.database, '{ meeting(ref: "talks") { claims { nodes { id property recordedAt } } } }')).meeting
      .claims.nodes;

  it('keep when they were recorded, but for the changed one', async () => {
    await load({ meetings: [talks({ date: '2020', place: 'bamako' })] });
    const before = await claims();
    await load({ meetings: [talks({ date: '2021', place: 'bamako' })] });
    const after = await claims();
    const changed = after.filter(({ recordedAt }, at) => recordedAt !== before[at]?.recordedAt);
    expect(changed.map(({ property }) => property)).toEqual(['date']);
    expect((changed[0] as Claim).recordedAt > (before[0] as Claim).recordedAt).toBe(true);
  });

  it('stay in the order of the record; those before the change keep their ids', async () => {
    await load({ meetings: [talks({ date: '2020', place: 'bamako' })] });
    const before = await claims();
    await load({ meetings: [talks({ status: 'CANCELLED', date: '2020', place: 'bamako' })] });
    const after = await claims();
    expect(after.map(({ property }) => property)).toEqual([null, 'kind', 'status', 'date', 'place']);
    expect(after.map(({ id }, at) => id === before[at]?.id)).toEqual([true, true, false, false, false]);
  });

  it('are recorded anew where their evidence changed', async () => {
    await load({ meetings: [talks()] });
    const before = await claims();
    await load({ meetings: [talks({ claims: { status: { evidence: ['letter'] } } })] });
    const changed = (await claims()).filter(({ recordedAt }, at) => recordedAt !== before[at]?.recordedAt);
    expect(changed.map(({ property }) => property)).toEqual(['status']);
  });

  it('on two names in dispute stay in the order of the names', async () => {
    const names = (first: Plain) => [
      { text: 'One', evidence: EVIDENCE, status: 'DISPUTED', ...first },
      { text: 'Two', evidence: EVIDENCE, status: 'DISPUTED', kind: 'ALIAS' },
    ];
    await load({ people: [person({ names: names({}) })] });
    await load({ people: [person({ names: names({ evidence: ['letter'] }) })] });
    const { person: ada } = await dataOf(
      test.database,
      '{ person(ref: "ada") { claims(property: "name") { nodes { value } } } }',
    );
    expect(ada.claims.nodes).toEqual([{ value: 'One' }, { value: 'Two' }]);
  });
});

describe('ids', () => {
  it('come from one counter: no two rows of any tables share one, also after changes', async () => {
    await load({
      agreements: [deal({ terms: [term('gold', 1), term('wheat', 2)] })],
      meetings: [talks({ participations: [seat('simyon')] })],
    });
    await load({
      agreements: [deal({ status: 'SUSPENDED', terms: [term('wheat', 2), term('salt', 2)] })],
      meetings: [talks({ date: '2020', participations: [seat('simyon')] })],
    });
    const shared = [
      'country',
      'place',
      'organization',
      'person',
      'meeting',
      'delegation',
      'agreement',
      'commodity',
      'source',
    ];
    const ids: number[] = [];
    for (const [table, rows] of await dump(test.database))
      if (!shared.includes(table)) ids.push(...rows.flatMap((row) => (JSON.parse(row) as { id?: number }).id ?? []));
    expect(new Set(ids).size).toBe(ids.length);
    const next = await test.database.write((tx) => tx.reserveIds(1));
    expect(next).toBeGreaterThan(ids.reduce((most, id) => Math.max(most, id), 0));
  });
});

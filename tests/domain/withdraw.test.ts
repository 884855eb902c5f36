import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';
import { takeBack } from '../support/withdrawing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const ask = (source: string) => dataOf(test.database, source);

describe('a source of which nobody else says the same', () => {
  const ALONE: Facts = {
    sources: ['leaflet', 'paper'],
    organizations: [{ slug: 'mali', evidence: ['paper'] }],
    commodities: [{ slug: 'petroleum', evidence: ['paper'] }],
    places: [{ slug: 'kati', evidence: ['leaflet'] }],
    people: [
      {
        slug: 'ada',
        evidence: ['leaflet'],
        tenures: [{ organization: 'firm', title: [{ lang: 'en', text: 'Head' }], evidence: ['leaflet'] }],
      },
    ],
    agreements: [
      {
        slug: 'deal',
        evidence: ['leaflet'],
        parties: [
          { actor: 'mali', evidence: ['leaflet'] },
          { actor: 'firm', evidence: ['leaflet'] },
        ],
        terms: [
          {
            commodity: 'petroleum',
            evidence: ['leaflet'],
            quantity: { min: 0.1, max: 0.3, bound: 'RANGE', unit: 't' },
          },
        ],
        amounts: [{ value: '10.5', currency: 'EUR', evidence: ['leaflet'] }],
      },
    ],
    meetings: [
      {
        slug: 'talks',
        place: 'kati',
        evidence: ['leaflet'],
        agreements: [{ agreement: 'deal', evidence: ['leaflet'] }],
        delegations: [
          {
            slug: 'talks-firm',
            onBehalfOf: 'firm',
            evidence: ['leaflet'],
            members: [
              { actor: 'ada', evidence: ['leaflet'] },
              { actor: 'bela', evidence: ['leaflet'] },
            ],
          },
        ],
      },
    ],
  };
  const facts = () =>
    given({
      ...ALONE,
      organizations: [...(ALONE.organizations ?? []), { slug: 'firm', evidence: ['leaflet'] }],
      people: [...(ALONE.people ?? []), { slug: 'bela', evidence: ['leaflet'] }],
    });

  it('goes with all of it, in one change, and the history keeps what was', async () => {
    await facts();
    const before = new Date().toISOString();
    const { record, withdrawn } = await takeBack(test.database, 'leaflet');
    expect(record.slug).toBe('leaflet');
    expect(record.claims.totalCount).toBe(withdrawn.claimsDeleted);
    expect(withdrawn).toMatchObject({
      recordsDeleted: 7,
      recordsKept: 0,
      linksDeleted: 0,
      claimsKept: 0,
      conflictsEnded: 0,
      valuesKept: 0,
    });
    expect(
      await ask(
        `{ agreements { totalCount } meetings { totalCount } delegations { totalCount } people { totalCount } places { totalCount }
        organizations { nodes { slug agreementCount } } commodities { nodes { slug agreementCount } } sources { nodes { slug } } encounters(person: "ada") { totalCount } }`.replace(
          /encounters\([^}]*\} /,
          '',
        ),
      ),
    ).toEqual({
      agreements: { totalCount: 0 },
      meetings: { totalCount: 0 },
      delegations: { totalCount: 0 },
      people: { totalCount: 0 },
      places: { totalCount: 0 },
      organizations: { nodes: [{ slug: 'mali', agreementCount: 0 }] },
      commodities: { nodes: [{ slug: 'petroleum', agreementCount: 0 }] },
      sources: { nodes: [{ slug: 'paper' }] },
    });
    expect(await soundnessOf(test)).toEqual([]);
    const { agreement, source } = await ask(`{
      agreement(ref: "deal", asOf: "${before}") { parties { actor { ... on Organization { slug } } } terms { quantity { min } } amounts { value } sources { slug } meetings { nodes { slug delegations { members { actor { ... on Person { slug } } } } } } }
      source(ref: "leaflet", asOf: "${before}") { claimCount } }`);
    expect(agreement).toMatchObject({
      parties: [{ actor: { slug: 'mali' } }, { actor: { slug: 'firm' } }],
      terms: [{ quantity: { min: 0.1 } }],
      amounts: [{ value: '10.5' }],
      sources: [{ slug: 'leaflet' }],
      meetings: {
        nodes: [
          { slug: 'talks', delegations: [{ members: [{ actor: { slug: 'ada' } }, { actor: { slug: 'bela' } }] }] },
        ],
      },
    });
    expect(source.claimCount).toBe(withdrawn.claimsDeleted);
    const { changes } = await ask(
      '{ changes(first: 100) { nodes { operation at by reason record { slug } slug claims { id } before } } }',
    );
    const last = changes.nodes.filter(({ operation }: { operation: string }) => operation === 'DELETED');
    expect(last.map(({ slug }: { slug: string }) => slug).sort()).toEqual([
      'ada',
      'bela',
      'deal',
      'firm',
      'kati',
      'leaflet',
      'talks',
      'talks-firm',
    ]);
    expect(new Set(last.map(({ at, by, reason }: Record<string, string>) => [at, by, reason].join()))).toHaveLength(1);
    expect(last.flatMap(({ claims }: { claims: unknown[] }) => claims)).toHaveLength(withdrawn.claimsDeleted);
  });

  it('can be entered again', async () => {
    await facts();
    await takeBack(test.database, 'leaflet');
    await facts();
    expect((await ask('{ agreement(ref: "deal") { parties { id } version } }')).agreement).toMatchObject({
      version: 1,
    });
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is for editors, and for the version that was seen', async () => {
    await facts();
    const document =
      'mutation { deleteSource(input: { ref: "leaflet", version: 7, reason: "entered by mistake" }) { record { slug } } }';
    expect((await errorOf(test.database, document, { as: 'contributor' })).extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await errorOf(test.database, document, { as: 'editor' })).extensions).toMatchObject({
      code: 'CONFLICT',
      current: { version: 1, slug: 'leaflet' },
    });
    expect((await ask('{ agreements { totalCount } }')).agreements.totalCount).toBe(1);
  });
});

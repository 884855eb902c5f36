import { expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, TWO_STATES } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (filter: string) => filtered(test.database, 'agreements', filter);

it('finds all agreements without a filter and with one that says nothing', async () => {
  await given({ agreements: ['one', 'two'] });
  expect(await found('null')).toEqual(['one', 'two']);
  expect(await found('{}')).toEqual(['one', 'two']);
});

it('reaches narrower commodities at any depth, and only the named one where that is asked for', async () => {
  await given({
    commodities: ['energy', { slug: 'petroleum', parent: 'energy' }, { slug: 'diesel', parent: 'petroleum' }],
    agreements: ['energy', 'petroleum', 'diesel'].map((commodity) => ({
      slug: `on-${commodity}`,
      terms: [{ commodity }],
    })),
  });
  expect(await found('{ commodity: "energy" }')).toEqual(['on-energy', 'on-petroleum', 'on-diesel']);
  expect(await found('{ commodity: "energy", includeNarrower: true }')).toHaveLength(3);
  expect(await found('{ commodity: "energy", includeNarrower: null }')).toHaveLength(3);
  expect(await found('{ commodity: "energy", includeNarrower: false }')).toEqual(['on-energy']);
  expect(await found('{ commodity: "diesel" }')).toEqual(['on-diesel']);
});

it('finds an agreement once, however many of its terms fit', async () => {
  await given({
    commodities: ['metals', { slug: 'gold', parent: 'metals' }, { slug: 'silver', parent: 'metals' }],
    agreements: [{ slug: 'one', terms: [{ commodity: 'gold' }, { commodity: 'silver' }] }],
  });
  expect(await found('{ commodity: "metals" }')).toEqual(['one']);
});

it('follows a commodity that has moved in the tree', async () => {
  await given({
    commodities: ['fuels', 'chemicals', { slug: 'urea', parent: 'fuels' }],
    agreements: [{ slug: 'on-urea', terms: [{ commodity: 'urea' }] }],
  });
  await given({ commodities: [{ slug: 'urea', parent: 'chemicals' }] });
  expect(await found('{ commodity: "fuels" }')).toEqual([]);
  expect(await found('{ commodity: "chemicals" }')).toEqual(['on-urea']);
});

it('follows a commodity that has got a new ancestor', async () => {
  await given({
    commodities: ['urea'],
    agreements: [{ slug: 'on-urea', terms: [{ commodity: 'urea' }] }],
  });
  await given({ commodities: ['fertilisers', { slug: 'urea', parent: 'fertilisers' }] });
  expect(await found('{ commodity: "fertilisers" }')).toEqual(['on-urea']);
});

it('wants commodity and kind on one term, with narrower ones and without', async () => {
  await given({
    commodities: ['metals', { slug: 'gold', parent: 'metals' }],
    agreements: [
      {
        slug: 'apart',
        terms: [
          { commodity: 'gold', kind: 'OFFER' },
          { commodity: 'salt', kind: 'NEED' },
        ],
      },
      { slug: 'together', terms: [{ commodity: 'gold', kind: 'NEED' }] },
    ],
  });
  expect(await found('{ commodity: "metals", termKind: [NEED] }')).toEqual(['together']);
  expect(await found('{ commodity: "metals", termKind: [NEED], includeNarrower: false }')).toEqual([]);
  expect(await found('{ commodity: "gold", termKind: [NEED], includeNarrower: false }')).toEqual(['together']);
  expect(await found('{ commodity: "metals", termKind: [NEED, OFFER] }')).toEqual(['apart', 'together']);
  expect(await found('{ termKind: [NEED] }')).toEqual(['apart', 'together']);
});

it('lets two terms fit where the two conditions stand apart', async () => {
  await given({
    agreements: [
      {
        slug: 'apart',
        terms: [
          { commodity: 'gold', kind: 'OFFER' },
          { commodity: 'salt', kind: 'NEED' },
        ],
      },
    ],
  });
  expect(await found('{ and: [{ commodity: "gold" }, { termKind: [NEED] }] }')).toEqual(['apart']);
});

it('finds a party of any role, as a person and as an organization', async () => {
  await given({
    people: ['aminata'],
    agreements: [
      { slug: 'by-person', parties: [{ actor: 'aminata', role: 'GUARANTOR' }] },
      { slug: 'by-company', parties: [{ actor: 'refinery', role: 'SUPPLIER' }] },
    ],
  });
  expect(await found('{ party: "aminata" }')).toEqual(['by-person']);
  expect(await found('{ party: "refinery" }')).toEqual(['by-company']);
});

it('takes the name or a code of a country for its State', async () => {
  await given({
    ...TWO_STATES,
    agreements: [
      { slug: 'of-mali', parties: ['mali'] },
      { slug: 'of-russia', parties: ['russia'] },
    ],
  });
  for (const ref of ['mali', 'Mali', 'ML', 'ml', 'MLI'])
    expect(await found(`{ party: "${ref}" }`)).toEqual(['of-mali']);
});

it('wants all of between, and one of party', async () => {
  await given({
    ...TWO_STATES,
    agreements: [
      { slug: 'both', parties: ['mali', 'russia'] },
      { slug: 'with-third', parties: ['russia', 'refinery', 'mali'] },
      { slug: 'only-mali', parties: ['mali'] },
    ],
  });
  expect(await found('{ between: ["ML", "RU"] }')).toEqual(['both', 'with-third']);
  expect(await found('{ between: ["russia", "mali"] }')).toEqual(['both', 'with-third']);
  expect(await found('{ between: ["ML"] }')).toEqual(['both', 'with-third', 'only-mali']);
  expect(await found('{ between: ["ML", "RU"], party: "refinery" }')).toEqual(['with-third']);
});

it('holds a list where one of its values does', async () => {
  await given({
    agreements: [
      { slug: 'loan', instrument: 'LOAN', status: 'SIGNED' },
      { slug: 'grant', instrument: 'GRANT', status: 'PROPOSED' },
      { slug: 'treaty', instrument: 'TREATY', status: 'SIGNED' },
    ],
  });
  expect(await found('{ instrument: [LOAN, GRANT] }')).toEqual(['loan', 'grant']);
  expect(await found('{ instrument: LOAN }')).toEqual(['loan']);
  expect(await found('{ status: [SIGNED] }')).toEqual(['loan', 'treaty']);
  expect(await found('{ status: [SIGNED], instrument: [LOAN, GRANT] }')).toEqual(['loan']);
  expect(await found('{ status: [CANCELLED, SUSPENDED] }')).toEqual([]);
});

it('finds words in names and summaries of any language, folded, and whole words only', async () => {
  await given({
    agreements: [
      {
        slug: 'named',
        names: [
          { text: 'Gold refinery', lang: 'en' },
          { text: 'Raffinerie d’or', lang: 'fr' },
        ],
      },
      { slug: 'summed-up', summary: { en: 'About a refinery', fr: 'Une Société d’État' } },
    ],
  });
  expect(await found('{ text: "REFINERY" }')).toEqual(['named', 'summed-up']);
  expect(await found('{ text: "refinery gold" }')).toEqual(['named']);
  expect(await found('{ text: "societe" }')).toEqual(['summed-up']);
  expect(await found('{ text: "gold raffinerie" }')).toEqual(['named']);
  expect(await found('{ text: "refin" }')).toEqual([]);
});

it('finds what somebody is a party of, and what they met about', async () => {
  await given({
    people: ['aminata'],
    agreements: [{ slug: 'party', parties: ['aminata'] }, 'met-about', 'stayed-away', 'neither'],
    meetings: [
      { slug: 'talks', participations: ['aminata', 'boris'], agreements: ['met-about'] },
      { slug: 'later', participations: [{ actor: 'aminata', status: 'ABSENT' }], agreements: ['stayed-away'] },
    ],
  });
  expect(await found('{ person: "aminata" }')).toEqual(['party', 'met-about']);
});

it('finds the agreements of one meeting', async () => {
  await given({
    agreements: ['one', 'two', 'three'],
    meetings: [
      { slug: 'talks', agreements: ['three', 'one'] },
      { slug: 'other', agreements: ['two'] },
    ],
  });
  expect(await found('{ meeting: "talks" }')).toEqual(['one', 'three']);
});

it('finds what a source says something about, on the agreement itself or on a link of it', async () => {
  await given({
    agreements: [
      { slug: 'itself', evidence: ['the-paper'] },
      { slug: 'its-term', terms: [{ commodity: 'gold', evidence: ['the-paper'] }] },
      { slug: 'against', evidence: [{ at: 'the-paper', stance: 'CONTRADICTS' }] },
      'nothing',
    ],
    sources: ['the-paper'],
  });
  expect(await found('{ source: "the-paper" }')).toEqual(['itself', 'its-term', 'against']);
});

it('wants every given field', async () => {
  await given({
    ...TWO_STATES,
    agreements: [
      { slug: 'one', status: 'SIGNED', parties: ['mali'], terms: [{ commodity: 'gold' }] },
      { slug: 'two', status: 'PROPOSED', parties: ['mali'], terms: [{ commodity: 'gold' }] },
      { slug: 'three', status: 'SIGNED', parties: ['russia'], terms: [{ commodity: 'gold' }] },
      { slug: 'four', status: 'SIGNED', parties: ['mali'], terms: [{ commodity: 'salt' }] },
    ],
  });
  expect(await found('{ party: "ML", commodity: "gold", status: [SIGNED] }')).toEqual(['one']);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allNodes } from '../support/all-nodes.js';
import { ask, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

interface Commodity {
  readonly slug: string;
  readonly names: readonly { readonly text: string; readonly lang: string; readonly kind: string }[];
  readonly codes: readonly { readonly scheme: string; readonly code: string; readonly match: string }[];
}

let test: TestDatabase;
let commodities: readonly Commodity[];
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
  commodities = await allNodes(
    test.database,
    'commodities',
    'slug names { text lang kind } codes { scheme code match }',
  );
});
afterAll(() => test.dispose());

/** The slug of the one that each Ref means, or the slugs of those that it can mean. */
async function meanings(refs: readonly string[]): Promise<(string | readonly string[] | null)[]> {
  const parts = refs.map((ref, index) => `c${index}: commodity(ref: ${JSON.stringify(ref)}) { slug }`);
  const { data, errors = [] } = await ask(test.database, `{ ${parts.join('\n')} }`);
  return refs.map((_, index) => {
    const failed = errors.find(({ path }) => path?.[0] === `c${index}`);
    if (failed) return (failed.extensions['candidates'] as { slug: string }[]).map(({ slug }) => slug);
    return (data?.[`c${index}`] as { slug: string } | null)?.slug ?? null;
  });
}

/** Accents of Latin, Greek and Cyrillic letters; the marks of other scripts are letters. */
const withoutAccents = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
const isEuropean = (text: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\P{L}]*$/u.test(text);

const WAYS: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is written', (text) => text],
  ['in capitals', (text) => text.toUpperCase()],
  ['without accents', (text) => (isEuropean(text) ? withoutAccents(text) : text)],
  [
    'with other hyphens, apostrophes and blanks',
    (text) => ` ${text.replace(/-/g, '‐').replace(/'/g, '’').replace(/ /g, '  ')} `,
  ],
];

it('are a tree of about 150 or more, in up to six languages', () => {
  expect(commodities.length).toBeGreaterThanOrEqual(150);
  const languages = new Set(commodities.flatMap(({ names }) => names.map(({ lang }) => lang)));
  expect([...languages].sort()).toEqual(['ar', 'en', 'es', 'fr', 'pt', 'ru']);
});

it.each(WAYS)(
  'each answer to all their names %s; a name of two says so',
  async (_, write) => {
    for (const { slug, names } of commodities) {
      const found = await meanings(names.map(({ text }) => write(text)));
      found.forEach((meaning, index) => {
        const name = names[index]?.text;
        if (Array.isArray(meaning)) expect([name, meaning]).toEqual([name, expect.arrayContaining([slug])]);
        else expect([name, meaning]).toEqual([name, slug]);
      });
    }
  },
  60_000,
);

it('have usual names that no other has', async () => {
  for (const { slug, names } of commodities) {
    const usual = names.filter(({ kind }) => kind === 'PRIMARY');
    expect(await meanings(usual.map(({ text }) => text))).toEqual(usual.map(() => slug));
  }
}, 60_000);

it('answer to Russian names in Latin letters', async () => {
  expect(await meanings(['neft', 'zoloto', 'pshenitsa', 'nefteprodukty', 'udobreniya', 'ALMAZY'])).toEqual([
    'petroleum',
    'gold',
    'wheat',
    'petroleum-products',
    'fertilisers',
    'diamonds',
  ]);
});

it('answer to each of their HS codes that means exactly them, and to no other', async () => {
  const exact = new Map<string, string>();
  for (const { slug, codes } of commodities)
    for (const { code, match } of codes)
      if (match === 'EXACT') {
        expect([code, exact.get(code)]).toEqual([code, undefined]);
        exact.set(code, slug);
      }
  const all = [...new Set(commodities.flatMap(({ codes }) => codes.map(({ code }) => code)))];
  expect(await meanings(all)).toEqual(all.map((code) => exact.get(code) ?? null));
  expect(await meanings(all.map((code) => `HS ${code}`))).toEqual(all.map((code) => exact.get(code) ?? null));
  expect(exact.get('2710')).toBe('petroleum-products');
});

describe('nearly a name', () => {
  it.each([
    ['petrolium', 'petroleum'],
    ['betroleum', 'petroleum'],
    ['ptroleum', 'petroleum'],
    ['petróleom', 'petroleum'],
    ['fertilizerz', 'fertilisers'],
    ['goldd', 'gold'],
    ['diesl', 'diesel'],
    ['uraniun', 'uranium'],
    ['wheet', 'wheat'],
    ['notton', 'cotton'],
    ['пшиница', 'wheat'],
    ['удобренние', 'fertilisers'],
    ['petroleum product', 'petroleum-products'],
    ['produit petrolier', 'petroleum-products'],
    ['liquified petroleum gas', 'liquefied-petroleum-gas'],
    ['ذهاب', 'gold'],
  ])('%s: did you mean %s?', async (ref, slug) => {
    const { extensions } = await errorOf(
      test.database,
      'query ($ref: Ref!) { agreements(filter: { commodity: $ref }) { totalCount } }',
      { variables: { ref } },
    );
    expect(extensions['code']).toBe('REFERENCE_NOT_FOUND');
    const near = (extensions['near'] as { slug: string }[]).map((each) => each.slug);
    expect(near.length).toBeLessThanOrEqual(5);
    expect(near.slice(0, 2)).toContain(slug);
  });
});

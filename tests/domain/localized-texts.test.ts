import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

const TEXTS = { ru: 'по-русски', fr: 'en français', en: 'in English', 'pt-BR': 'em português' };
const ONLY_RUSSIAN = { ru: 'по-русски' };

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const records = (slug: string, texts: Readonly<Record<string, string>> | undefined) => ({
    people: [{ slug: `p-${slug}`, tenures: [{ organization: 'bank', title: texts ?? { en: 'x' } }] }],
    meetings: [
      {
        slug: `m-${slug}`,
        ...(texts ? { summary: texts } : {}),
        participations: [{ actor: `p-${slug}`, ...(texts ? { capacity: texts } : {}) }],
      },
    ],
    agreements: [
      {
        slug: `a-${slug}`,
        ...(texts ? { summary: texts } : {}),
        evidence: [{ at: 'a-source', ...(texts ? { note: texts } : {}) }],
      },
    ],
  });
  await write(test.database, records('all', TEXTS));
  await write(test.database, records('russian', ONLY_RUSSIAN));
  await write(test.database, records('none', undefined));
});
afterAll(() => test.dispose());

/** Every localized text of the schema, as the path to it from one of the records above. */
const FIELDS = {
  'title of a tenure': ['person', 'p', 'tenures', 'title'],
  'capacity of a participation': ['meeting', 'm', 'participations', 'capacity'],
  'summary of a meeting': ['meeting', 'm', 'summary'],
  'summary of an agreement': ['agreement', 'a', 'summary'],
  'note of evidence': ['agreement', 'a', 'claims', 'nodes', 'evidence', 'note'],
} as const;

async function textOf(field: keyof typeof FIELDS, which: string, lang?: string, languages: readonly string[] = []) {
  const [root, letter, ...path] = FIELDS[field];
  const leaf = `${path.at(-1)}${lang === undefined ? '' : `(lang: ${JSON.stringify(lang)})`}`;
  const selection = path.slice(0, -1).reduceRight((inside, name) => `${name} { ${inside} }`, leaf);
  const query = `{ found: ${root}(ref: "${letter}-${which}") { ${selection} } }`;
  let value = (await dataOf(test.database, query, { languages })).found;
  for (const name of path) value = Array.isArray(value) ? value[0][name] : value[name];
  return value as string | null;
}

describe.each(Object.keys(FIELDS) as (keyof typeof FIELDS)[])('the %s', (field) => {
  it('is in the language that was asked for, else in the reader’s, else in English', async () => {
    expect(await textOf(field, 'all', 'fr', ['ru'])).toBe('en français');
    expect(await textOf(field, 'all', 'pt')).toBe('em português');
    expect(await textOf(field, 'all', 'de', ['es', 'ru'])).toBe('по-русски');
    expect(await textOf(field, 'all', undefined, ['ru'])).toBe('по-русски');
    expect(await textOf(field, 'all', 'de')).toBe('in English');
    expect(await textOf(field, 'all')).toBe('in English');
  });

  it('is in any language where it is in none of those', async () => {
    expect(await textOf(field, 'russian', 'fr')).toBe('по-русски');
  });

  it('refuses what is no language tag', async () => {
    await expect(textOf(field, 'all', 'fr_FR')).rejects.toThrow('BCP 47');
  });
});

it.each([
  'capacity of a participation',
  'summary of a meeting',
  'summary of an agreement',
  'note of evidence',
] as const)('the %s is null where there is none, not empty', async (field) => {
  expect(await textOf(field, 'none', 'fr')).toBeNull();
});

it('a tag that is wrong is refused even where there is no text', async () => {
  const { extensions } = await errorOf(test.database, '{ meeting(ref: "m-none") { summary(lang: "?") } }');
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'lang' });
});

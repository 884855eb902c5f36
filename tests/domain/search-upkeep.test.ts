import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();

interface Hit {
  readonly record: { readonly slug: string };
  readonly reason: string;
}

const search = async (text: string, lang: string | null = null): Promise<string[]> => {
  const { search: found } = await dataOf(
    test.database,
    `query ($text: String!, $lang: String) { search(text: $text, lang: $lang, types: [PERSON, AGREEMENT]) {
      totalCount nodes { reason record { ... on Record { slug } } } } }`,
    { variables: { text, lang } },
  );
  expect(found.totalCount).toBe(found.nodes.length);
  return found.nodes.map(({ record, reason }: Hit) => `${record.slug} ${reason}`);
};
const filtered = async (text: string): Promise<string[]> => {
  const { people } = await dataOf(
    test.database,
    'query ($text: String!) { people(filter: { text: $text }) { nodes { slug } } }',
    { variables: { text } },
  );
  return people.nodes.map(({ slug }: { slug: string }) => slug);
};
const person = (slug: string, ...names: { text: string; lang?: string }[]) =>
  write(test.database, { people: [{ slug, names }] });

/** The ways in which a record can be found, by its family name. */
const everyWay = async (name: string, cyrillic: string, misspelt: string) => [
  ...(await search(`Anna ${name}`)),
  ...(await search(name)),
  ...(await search(name, 'en')),
  ...(await search(cyrillic)),
  ...(await search(misspelt)),
  ...(await filtered(name)),
];

describe('what is found follows every change', () => {
  beforeEach(() => person('anna', { text: 'Anna Pavlova' }));

  it('of a name', async () => {
    expect(await everyWay('Pavlova', 'Павлова', 'Pavllova')).toEqual([
      'anna EXACT',
      'anna WORDS',
      'anna WORDS',
      'anna TRANSLITERATED',
      'anna SPELLING',
      'anna',
    ]);
    await person('anna', { text: 'Anna Ivanova' });
    expect(await everyWay('Pavlova', 'Павлова', 'Pavllova')).toEqual([]);
    expect(await everyWay('Ivanova', 'Иванова', 'Ivannova')).toHaveLength(6);
  });

  it('of one name among several', async () => {
    await person('anna', { text: 'Anna Pavlova' }, { text: 'Anna Ivanova' });
    expect(await search('ivanova')).toEqual(['anna WORDS']);
    await person('anna', { text: 'Anna Pavlova' });
    expect(await search('ivanova')).toEqual([]);
    expect(await search('pavlova')).toEqual(['anna WORDS']);
  });

  it('of a summary', async () => {
    const deal = (summary: string) =>
      write(test.database, { agreements: [{ slug: 'deal', summary: { en: summary } }] });
    await deal('wheat by rail');
    expect(await search('wheat')).toEqual(['deal WORDS']);
    await deal('barley by rail');
    expect(await search('wheat')).toEqual([]);
    expect(await search('rail')).toEqual(['deal WORDS']);
  });

  it('of the language of a name', async () => {
    await person('anna', { text: 'Anna Pavlova', lang: 'fr' });
    expect(await search('pavlova', 'en')).toEqual([]);
    expect(await search('pavlova', 'fr')).toEqual(['anna WORDS']);
  });

  it('of a row that is changed in place', async () => {
    await test.database.write(async (tx) => {
      await tx.run(sql`UPDATE record_text SET words = ' anna sidorova ' WHERE words LIKE '%pavlova%'`);
      await tx.run(sql`UPDATE record_name SET words = ' anna sidorova ', key = 'annasidorova', spelling = ' ana sidorova '
        WHERE key = 'annapavlova'`);
    });
    expect(await search('pavlova')).toEqual([]);
    expect(await search('sidorova')).toEqual(['anna WORDS']);
    expect(await search('sidorova', 'en')).toEqual(['anna WORDS']);
    expect(await search('sidorrova')).toEqual(['anna SPELLING']);
  });

  it('that takes a record away, with all that it was called', async () => {
    await test.database.write((tx) => tx.run(sql`DELETE FROM registry WHERE slug = 'anna'`));
    expect(await everyWay('Pavlova', 'Павлова', 'Pavllova')).toEqual([]);
    for (const what of ['text', 'name']) {
      const [indexed, kept] = await Promise.all(
        [`search_${what}`, `record_${what}`].map((table) =>
          test.database.rows<{ n: number }>({ n: 'COUNT(*)' }, sql.raw(`FROM ${table}`)),
        ),
      );
      expect(indexed).toEqual(kept);
    }
  });

  it('that was taken back', async () => {
    await expect(
      test.database.write(async (tx) => {
        await tx.run(sql`DELETE FROM registry WHERE slug = 'anna'`);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await search('pavlova')).toEqual(['anna WORDS']);
  });
});

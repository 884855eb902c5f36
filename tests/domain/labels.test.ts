import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

interface Named {
  readonly text: string;
  readonly lang?: string;
  readonly kind?: string;
}
const goods = (...names: Named[]) => write(test.database, { commodities: [{ slug: 'goods', names }] });

const label = async (lang?: string | null, languages: readonly string[] = []): Promise<string> =>
  (
    await dataOf(test.database, 'query ($lang: String) { commodity(ref: "goods") { label(lang: $lang) } }', {
      variables: lang === undefined ? {} : { lang },
      languages,
    })
  ).commodity.label;

const ENGLISH = { text: 'oil', lang: 'en' };
const FRENCH = { text: 'pétrole', lang: 'fr' };
const RUSSIAN = { text: 'нефть', lang: 'ru' };

describe('label', () => {
  it('is in the language that was asked for', async () => {
    await goods(ENGLISH, FRENCH, RUSSIAN);
    expect(await label('fr')).toBe('pétrole');
    expect(await label('ru', ['fr'])).toBe('нефть');
  });

  it('is in the first language of the reader that it has, where none was asked for', async () => {
    await goods(ENGLISH, FRENCH, RUSSIAN);
    expect(await label(undefined, ['de', 'ru', 'fr'])).toBe('нефть');
    expect(await label(null, ['fr'])).toBe('pétrole');
  });

  it('is in the language of each reader who asks the very same', async () => {
    await goods(ENGLISH, FRENCH);
    for (const [language, text] of [
      ['fr', 'pétrole'],
      ['en', 'oil'],
      ['fr', 'pétrole'],
    ] as const) {
      const { commodity } = await dataOf(test.database, '{ commodity(ref: "goods") { label } }', {
        languages: [language],
      });
      expect(commodity.label).toBe(text);
    }
  });

  it('falls back from the wanted language to those of the reader, then to English', async () => {
    await goods(RUSSIAN, FRENCH, ENGLISH);
    expect(await label('de', ['fr'])).toBe('pétrole');
    expect(await label('de', ['es'])).toBe('oil');
    expect(await label()).toBe('oil');
  });

  it('falls back to a name of no language, then to any', async () => {
    await goods(RUSSIAN, { text: 'OIL' });
    expect(await label('fr')).toBe('OIL');
    await write(test.database, { commodities: [{ slug: 'other', names: [RUSSIAN, { text: '石油', lang: 'zh' }] }] });
    expect((await dataOf(test.database, '{ commodity(ref: "other") { label } }')).commodity.label).toBe('нефть');
  });

  it('takes the exact tag before the same language elsewhere', async () => {
    await goods(ENGLISH, { text: 'autocarro', lang: 'pt-PT' }, { text: 'ônibus', lang: 'pt-BR' });
    expect(await label('pt-BR')).toBe('ônibus');
    expect(await label('pt-PT')).toBe('autocarro');
    expect(await label('pt')).toBe('autocarro');
    expect(await label('pt-AO')).toBe('autocarro');
    expect(await label('en-GB')).toBe('oil');
  });

  it.each(['FR', 'fr-fr', 'fra', 'fr-Latn-FR'])('understands the tag %s', async (tag) => {
    await goods(ENGLISH, FRENCH);
    expect(await label(tag)).toBe('pétrole');
  });

  it('is the primary name, whatever order the names came in', async () => {
    await goods({ text: 'hydrocarbures', lang: 'fr', kind: 'ALIAS' }, FRENCH, ENGLISH);
    expect(await label('fr')).toBe('pétrole');
  });

  it('is a primary name where it can be in any language', async () => {
    await goods({ text: 'Öl', lang: 'de', kind: 'ALIAS' }, RUSSIAN);
    expect(await label('fr')).toBe('нефть');
  });

  it.each(['ALIAS', 'TRANSLITERATION', 'ACRONYM'])(
    'is a name of kind %s where the language has no primary one',
    async (kind) => {
      await goods(RUSSIAN, { text: 'neft', lang: 'en', kind });
      expect(await label('en')).toBe('neft');
      expect(await label('ru')).toBe('нефть');
      expect(await label('de')).toBe('neft');
    },
  );

  it('is never a former name while there is another', async () => {
    await goods({ text: 'Haute-Volta', lang: 'fr', kind: 'FORMER' }, { text: 'Burkina Faso', lang: 'en' });
    expect(await label('fr')).toBe('Burkina Faso');
  });

  it('is the slug of what has no name', async () => {
    await write(test.database, { commodities: [{ slug: 'goods', names: [] }] });
    expect(await label('fr')).toBe('goods');
  });

  it.each(['', 'français', 'fr_FR', 'x'.repeat(300), '\u0000'])(
    'refuses %j, which is no language tag',
    async (lang) => {
      await goods(ENGLISH);
      const { message, extensions } = await errorOf(
        test.database,
        'query ($lang: String) { commodity(ref: "goods") { label(lang: $lang) } }',
        { variables: { lang } },
      );
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'lang' });
      expect(message).toContain('BCP 47');
      expect(message.length).toBeLessThan(200);
    },
  );

  it('orders lists by the English one', async () => {
    await write(test.database, {
      commodities: [
        {
          slug: 'a',
          names: [
            { text: 'яблоко', lang: 'ru' },
            { text: 'zebra', lang: 'en', kind: 'TRANSLITERATION' },
          ],
        },
        { slug: 'b', names: [{ text: 'Écrou', lang: 'fr' }] },
        {
          slug: 'c',
          names: [
            { text: 'zzz', lang: 'fr' },
            { text: 'apple', lang: 'en' },
          ],
        },
      ],
    });
    const { commodities } = await dataOf(
      test.database,
      '{ commodities(orderBy: { field: LABEL, direction: ASC }) { nodes { slug } } }',
    );
    expect(commodities.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(['c', 'b', 'a']);
  });
});

describe('names', () => {
  it('stand in the order in which they were given, with language and kind', async () => {
    await goods(FRENCH, { text: 'hydrocarbures', lang: 'fr' }, { text: ' OIL ' }, { text: 'PM', kind: 'ACRONYM' });
    const { commodity } = await dataOf(test.database, '{ commodity(ref: "goods") { names { text lang kind } } }');
    expect(commodity.names).toEqual([
      { text: 'pétrole', lang: 'fr', kind: 'PRIMARY' },
      { text: 'hydrocarbures', lang: 'fr', kind: 'ALIAS' },
      { text: 'OIL', lang: null, kind: 'PRIMARY' },
      { text: 'PM', lang: null, kind: 'ACRONYM' },
    ]);
  });

  it('have a primary one in any case', async () => {
    await goods({ text: 'oil', lang: 'en', kind: 'ALIAS' });
    const { commodity } = await dataOf(test.database, '{ commodity(ref: "goods") { names { kind } } }');
    expect(commodity.names).toEqual([{ kind: 'PRIMARY' }]);
  });
});

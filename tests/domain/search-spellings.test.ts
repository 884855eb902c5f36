import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

/** In each line one name, as different languages write it. */
const NAMES = [
  ['Petrović', 'Petrovic', 'Petrovich', 'Petrovitch', 'Petrowitsch', 'Petrovitsch', 'Петрович'],
  ['Vučić', 'Vucic', 'Vuchich', 'Voutchitch', 'Wutschitsch', 'Вучић', 'Вучич'],
  ['Milošević', 'Milosevic', 'Miloševitch', 'Milosevich', 'Miloshevich', 'Milosewitsch', 'Милошевић', 'Милошевич'],
  ['Kovač', 'Kovac', 'Kovach', 'Kovatch', 'Kowatsch', 'Ковач'],
  ['Đinđić', 'Djindjić', 'Djindjic', 'Djindjitch', 'Dzhindzhich', 'Ђинђић', 'Джинджич'],
  ['Gromov', 'Gromow', 'Gromoff', 'Громов'],
  ['Khrushchev', 'Chruschtschow', 'Khrouchtchev', 'Хрущёв'],
  ['Yeltsin', 'Eltsine', 'Jelzin', 'Ельцин'],
  ['Lavrov', 'Lawrow', 'Лавров'],
  ['Kuznetsov', 'Kuznezow', 'Kouznetsov', 'Кузнецов'],
  // and names that are near to these
  ['Gromyko'],
  ['Petrov'],
  ['Petrenko'],
  ['Milosz'],
  ['Kovalev'],
  ['Lavrin'],
];

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    people: NAMES.flatMap((spellings, line) =>
      spellings.map((text, at) => ({ slug: `name-${line}-${at}`, names: [{ text: `Igor ${text}` }] })),
    ),
    places: ['Bach', 'Bac', 'Koch', 'Koc', 'Sheller', 'Seller', 'Champion', 'Campion', 'Marsh', 'Mars'].map((text) => ({
      slug: text.toLowerCase(),
      names: [{ text }],
    })),
  });
});
afterAll(() => test.dispose());

interface Found {
  readonly record: { readonly slug: string };
  readonly matchedName: string;
  readonly reason: string;
}
const found = async (text: string): Promise<readonly Found[]> => {
  const { search } = await dataOf(
    test.database,
    `query ($text: String!) { search(text: $text, types: [PERSON, PLACE], first: 100) {
      totalCount nodes { record { ... on Record { slug } } matchedName reason } } }`,
    { variables: { text } },
  );
  expect(search.totalCount).toBe(search.nodes.length);
  return search.nodes;
};

describe('one name in several orthographies', () => {
  // each is kept alone in turn, since spellings wait until nothing better matches
  it.each(NAMES.slice(0, 10))('is found by each of them: %s', async (...spellings: string[]) => {
    const line = NAMES.findIndex(([first]) => first === spellings[0]);
    for (const kept of spellings) {
      await write(test.database, {
        people: spellings.map((_, at) => ({ slug: `name-${line}-${at}`, names: [{ text: `Igor ${kept}` }] })),
      });
      for (const asked of spellings)
        expect({
          kept,
          asked,
          names: [...new Set((await found(asked)).map(({ matchedName }) => matchedName))],
        }).toEqual({ kept, asked, names: [`Igor ${kept}`] });
    }
  });

  it('is not another', async () => {
    for (const text of ['Petrenkow', 'Gromyka', 'Kovacs', 'Lavrinov', 'Miloz']) expect(await found(text)).toEqual([]);
    expect((await found('Igor Gromyko')).map(({ matchedName }) => matchedName)).toEqual(['Igor Gromyko']);
  });

  it.each(['Bach', 'Bac', 'Koch', 'Koc', 'Sheller', 'Seller', 'Champion', 'Campion', 'Marsh'])(
    'is not read into %s',
    async (text) => {
      const beginning = (each: string) => each.startsWith(text);
      const better = ['Bach', 'Koch', 'Marsh', text].filter(beginning);
      expect((await found(text)).map(({ matchedName }) => matchedName).sort()).toEqual([...new Set(better)].sort());
    },
  );
});

import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { renewNames } from '../../src/domain/write/renew-names.service.js';
import { dataOf } from '../support/ask.js';
import { dump } from '../support/dump.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();

/** As a program with other rules would have left it. */
async function age() {
  await test.database.write(async (tx) => {
    await tx.run(
      sql`UPDATE record_name SET words = ' old ', spelling = ' old ', latin_words = NULL WHERE text <> 'Same'`,
    );
    await tx.run(sql`UPDATE record_name SET "key" = 'old' WHERE text LIKE '%Neil'`);
    await tx.run(sql`UPDATE record_text SET words = ' old ', latin_words = ' older '`);
    await tx.run(sql`UPDATE registry SET label_key = 'old'`);
    await tx.run(sql`UPDATE data_state SET names_version = 0`);
  });
}
const found = async (text: string) => {
  const { search } = await dataOf(
    test.database,
    'query ($text: String!) { search(text: $text, types: [PERSON, AGREEMENT]) { nodes { record { ... on Record { slug } } } } }',
    { variables: { text } },
  );
  return search.nodes.map(({ record }: { record: { slug: string } }) => record.slug);
};

it('makes keys and words of older rules what a write would make of them', async () => {
  await write(test.database, {
    people: [
      { slug: 'neil', names: [{ text: "Ann O'Neil" }, { text: 'Анна Нил', lang: 'ru' }] },
      { slug: 'same', names: [{ text: 'Same', lang: 'en' }] },
      { slug: 'nameless', names: [] },
    ],
    agreements: [{ slug: 'deal', summary: { en: 'By rail', ru: 'Поездом' } }],
  });
  const before = await dump(test.database);
  await age();
  expect(await found('oneil')).toEqual([]);
  expect(await found('rail')).toEqual([]);

  expect(await renewNames(test.database)).toBeGreaterThanOrEqual(4);
  expect(await dump(test.database)).toEqual(before);
  expect(await found('oneil')).toEqual(['neil']);
  expect(await found('rail')).toEqual(['deal']);
  expect(await found('поездом')).toEqual(['deal']);
  expect(await found('old')).toEqual([]);
});

it('does nothing where the rules are those of today', async () => {
  await write(test.database, { people: [{ slug: 'ana', names: [{ text: 'Ana' }] }] });
  await renewNames(test.database);
  const version = await test.database.dataVersion();
  expect(await renewNames(test.database)).toBe(0);
  expect(await test.database.dataVersion()).toBe(version);
});

import path from 'node:path';
import { expect, test } from 'vitest';
import type { Progress } from '../../../src/exchange/import/fragment.js';
import { fragmentsOf } from '../../../src/exchange/import/fragments.js';
import { inputFilesOf } from '../../../src/exchange/import/input-files.js';
import { mappingOf } from '../../../src/exchange/import/mapping/read-mapping.js';
import { imported, withFiles } from '../../support/imported.js';

const MAPPING = `
source: { slug: s, kind: DATASET, names: S }
queries:
  - files: [people.csv]
    reader: { format: csv }
    joins: { job: { files: ['jobs*.csv'], reader: { format: csv }, key: [person, year], on: [id, year] } }
    entities:
      person:
        schema: Person
        keys: [id]
        properties:
          names: { column: name }
          tenures: { each: job, title: { column: title, lang: en } }
`;
const people = Array.from({ length: 450 }, (_, index) => `${index},Name ${index},2020`);
const jobs = people.flatMap((_, index) => [`${index},2020,First ${index}`, `${index},2019,No`, `${index},2020,Second`]);
const FILES = {
  'people.csv': `id,name,year\n${people.join('\n')}\n`,
  'jobs-1.csv': `person,year,title\n${jobs.slice(0, 700).join('\n')}\n`,
  'jobs-2.csv': `person,year,title\n${jobs.slice(700).join('\n')}\n,,\n`,
};

test('each row gets the rows of the other files with its key, in their order', async () => {
  const { fragments, refused } = await imported(MAPPING, FILES);
  expect([fragments.length, refused]).toEqual([450, []]);
  for (const [index, { fields }] of fragments.entries())
    expect(fields['tenures']).toEqual([
      { title: [{ lang: 'en', text: `First ${index}` }] },
      { title: [{ lang: 'en', text: 'Second' }] },
    ]);
});

test('the files of a mapping are found from its folder where none are given, and reading tells how far it is', async () => {
  await withFiles(FILES, async (folder) => {
    const mapping = mappingOf('m.yaml', MAPPING, folder);
    const files = await inputFilesOf(mapping, []);
    expect(files.map(({ path: file }) => path.basename(file))).toEqual(['people.csv', 'jobs-1.csv', 'jobs-2.csv']);
    const told: Progress[] = [];
    for await (const _ of fragmentsOf(mapping, files, { onProgress: (progress) => told.push(progress) }));
    const size = files.reduce((sum, each) => sum + each.size, 0);
    expect(told.at(-1)).toEqual({ file: 'people.csv', bytes: size, size, rows: 0 });
  });
});

test.each([
  ['other.csv', 'There is no file other.csv.'],
  ['jobs?.csv', 'No file matches jobs?.csv.'],
])('a file that is not there: %s', async (name, message) => {
  await withFiles(FILES, async (folder) => {
    await expect(inputFilesOf(mappingOf('m.yaml', MAPPING.replace('people.csv', name), folder), [])).rejects.toThrow(
      message,
    );
  });
});

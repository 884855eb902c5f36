import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const FOLDER = 'tests/questions';
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => path.basename(file, '.graphql'));

const json = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));

describe('the questions of the contract', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ seeded: true });
  });
  afterAll(() => test.dispose());

  it.each(names)('%s', async (name) => {
    const source = readFileSync(path.join(FOLDER, `${name}.graphql`), 'utf8');
    const variables = readdirSync(FOLDER).includes(`${name}.variables.json`) ? json(`${name}.variables.json`) : {};
    expect(await dataOf(test.database, source, { variables })).toEqual(json(`${name}.expected.json`));
  });
});

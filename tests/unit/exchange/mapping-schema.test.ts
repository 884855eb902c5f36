import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printMappingSchema } from '../../../src/exchange/import/mapping/json-schema.js';

const FILE = 'schema/mapping.schema.json';

test(`${FILE} is what the code checks mappings by`, () => {
  const isSame = readFileSync(FILE, 'utf8') === printMappingSchema();
  expect(isSame, `${FILE} is not that of this code: run "npm run schema", read the diff and commit it`).toBe(true);
});

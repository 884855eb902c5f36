import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { printRecordsSchema } from '../../../src/exchange/records/json-schema.js';

const FILE = 'schema/records.schema.json';
const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(FILE, 'utf8')) as object);
const RECORDED = { recordedAt: '2026-01-01T00:00:00.000Z' };

it(`${FILE} is what the code emits`, () => {
  expect(readFileSync(FILE, 'utf8') === printRecordsSchema(), 'run "npm run schema", read the diff and commit it').toBe(
    true,
  );
});

it.each([
  [true, { format: 'accord-records', version: 1 }],
  [true, { type: 'PERSON', slug: 'ada', names: [{ text: 'Ada', kind: 'PRIMARY' }], ...RECORDED, claims: [] }],
  [true, { type: 'PLACE', slug: 'kayes', country: 'mali', latitude: 14.45, aliases: ['kay'], ...RECORDED, claims: [] }],
  [false, { format: 'accord-records', version: 2 }],
  [false, { type: 'PERSON', slug: 'ada', ...RECORDED }],
  [false, { type: 'PERSON', slug: 'ada', age: 36, ...RECORDED, claims: [] }],
  [false, { type: 'SHIP', slug: 'ada', ...RECORDED, claims: [] }],
  [
    false,
    {
      type: 'AGREEMENT',
      slug: 'deal',
      instrument: 'LOAN',
      status: 'SIGNED',
      parties: [{ actor: 'mali', role: 'PARTY' }],
      ...RECORDED,
      claims: [],
    },
  ],
  [false, { type: 'PERSON', slug: 'ada', ...RECORDED, claims: [{ status: 'TRUE', modality: 'ACTUAL', ...RECORDED }] }],
])('says %s of %j', (isRight, line) => {
  expect(validate(line)).toBe(isRight);
});

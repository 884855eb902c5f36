import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/server/canonical-json.js';

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, turned(each)]),
  );
};

test('does not hang on the order of fields', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => canonicalJson(turned(value)) === canonicalJson(value)));
});

test('says all of a value: it can be read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
    }),
  );
});

test.each([
  ['1e999', 'null'],
  ['1e999', '-1e999'],
  ['-0', '0'],
  ['1', '"1"'],
  ['null', '"null"'],
  ['[]', '{}'],
  ['["a,b"]', '["a","b"]'],
  ['{"a":1,"b":2}', '{"a":{"b":2}}'],
  ['{"__proto__":1}', '{}'],
])('%s is not %s', (one, other) => {
  expect(canonicalJson(JSON.parse(one))).not.toBe(canonicalJson(JSON.parse(other)));
});

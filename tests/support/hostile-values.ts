import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Facts } from './facts.js';
import { TWO_STATES } from './lists.js';

/** What the texts that mean something mean. */
export const MEANT = {
  ...TWO_STATES,
  commodities: [{ slug: 'gold', codes: [{ scheme: 'HS', code: '7108', match: 'EXACT' }] }],
  people: [{ slug: 'anna', names: [{ text: 'Anna' }] }],
} as const satisfies Facts;

/** What a text may be at its worst, among some that mean something, so that not all is refused at the first look. */
const TEXTS = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('anna', 'mali', 'russia', 'gold', 'the-source', '2025-10', 't', 'en', 'quantity'),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      "'; DROP TABLE registry; --",
      '" OR 1=1 --',
      '%',
      '\\',
      '?1 $1 :a',
      'a* OR b* NEAR(c d)',
      '\0',
      'an\0na',
      '\ud83d',
      '\ude00x',
      '\u202eanna\u2066',
      '\u200b\ufeff',
      '\u{10ffff}',
      '👩‍👩‍👧‍👦',
      '__proto__',
      'constructor',
      'toString',
      '{{1+1}}',
      '<script>alert(1)</script>',
      '../../etc/passwd',
      '\r\nSet-Cookie: a=b',
      '9'.repeat(400),
      'ﷺ'.repeat(300),
      '-1',
      'NaN',
      '1e999',
      '',
      ' ',
      '9999-12-31',
      '-0001-02-30',
      'http://[::1',
      Buffer.from('Person:1').toString('base64url'),
      Buffer.from('Person:2147483647').toString('base64url'),
      Buffer.from('Claim:1').toString('base64url'),
      Buffer.from('["agreement",null,{}]').toString('base64url'),
      Buffer.from('["x","\\u0000",1e308]').toString('base64url'),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

const NUMBERS = fc.constantFrom(0, 1, 2, 3, 100, -1, 2 ** 31 - 1, -(2 ** 31));

const ANYTHING = fc.oneof(
  TEXTS,
  NUMBERS,
  fc.constantFrom<unknown>(null, true, [], {}, 1e308, [[['x']]], { constructor: 1, length: -1 }),
  fc.dictionary(TEXTS, TEXTS, { maxKeys: 3 }),
);

const DEEPEST = 3;

/** Values that fit the type as the schema tells it, and are as odd as that allows. */
export function hostileValues(type: GraphQLInputType, level = 0): fc.Arbitrary<unknown> {
  const key = `${type} ${level}`;
  const known = made.get(key) ?? made.set(key, valuesOf(type, level)).get(key);
  return known as fc.Arbitrary<unknown>;
}

// filters hold filters: made anew for each place there would be millions
const made = new Map<string, fc.Arbitrary<unknown>>();

function valuesOf(type: GraphQLInputType, level: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return hostileValues(type.ofType, level);
  if (isListType(type)) return fc.array(hostileValues(type.ofType, level), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    const wanted = level >= DEEPEST ? required : fields;
    return fc.record(
      Object.fromEntries(
        wanted.map((field) => [field.name, fc.option(hostileValues(field.type, level + 1), { freq: 20 })]),
      ),
      { requiredKeys: required.map(({ name }) => name) },
    );
  }
  switch (type.name) {
    case 'Int':
      return NUMBERS;
    case 'Float':
      return fc.oneof(NUMBERS, fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'Boolean':
      return fc.boolean();
    case 'JSON':
      return ANYTHING;
    default:
      return TEXTS;
  }
}

/** An operation that asks one field with all its arguments as variables, and those that nest in its answer not at all. */
export function operationOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>) {
  const variables = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = `${field.name}${given && `(${given})`}`;
  return `${kind} ${variables && `(${variables})`} { ${call} ${selectionOf(field.type)} }`;
}

/** What can be asked of anything: that it is there, and how a list stands. */
export function selectionOf(output: GraphQLOutputType): string {
  const type = getNamedType(output);
  if (!isCompositeType(type)) return '';
  const fields = isObjectType(type) ? type.getFields() : {};
  return `{ __typename ${fields['pageInfo'] ? 'nodes { __typename } pageInfo { hasNextPage }' : ''} ${fields['totalCount'] ? 'totalCount' : ''} }`;
}

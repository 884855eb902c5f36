import { readFileSync } from 'node:fs';
import {
  assertValidSchema,
  BreakingChangeType,
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isInputObjectType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildAppSchema } from '../../src/schema.js';

const contract = buildSchema(readFileSync('tests/contract/contract.graphql', 'utf8'));

// Seen from the other side only what both have counts: the schema may have more than the contract.
const CHANGED: readonly string[] = [
  BreakingChangeType.TYPE_CHANGED_KIND,
  BreakingChangeType.FIELD_CHANGED_KIND,
  BreakingChangeType.ARG_CHANGED_KIND,
];

/** Where a schema is not what the contract says: something missing, of another type or nullability, with another default. */
function departures(schema: GraphQLSchema): readonly string[] {
  const breaking = findBreakingChanges(contract, schema);
  const stricter = findBreakingChanges(schema, contract).filter(({ type }) => CHANGED.includes(type));
  const defaults = findDangerousChanges(contract, schema).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  const described = [...breaking, ...stricter, ...defaults].map(({ description }) => description);
  return [...described, ...inputDefaults(schema)];
}

/** The only comparison that graphql does not offer. */
const inputDefaults = (schema: GraphQLSchema): readonly string[] =>
  Object.values(contract.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((promised) => {
      const real = schema.getType(promised.name);
      const fields = isInputObjectType(real) ? real.getFields() : {};
      return Object.values(promised.getFields())
        .filter(({ name, defaultValue }) => fields[name] && fields[name].defaultValue !== defaultValue)
        .map(({ name }) => `${promised.name}.${name} has another default.`);
    });

it('is a valid schema itself', () => expect(() => assertValidSchema(contract)).not.toThrow());

it('is kept by the schema', async () => {
  expect(departures(await buildAppSchema())).toEqual([]);
});

describe('sees that', () => {
  const text = printSchema(contract);

  it.each<[what: string, from: string, to: string, departure: string]>([
    ['a field is gone', 'alpha3: String!', '', 'Country.alpha3 was removed.'],
    ['a field is renamed', 'alpha3: String!', 'iso3: String!', 'Country.alpha3 was removed.'],
    ['a field can be null', 'alpha3: String!', 'alpha3: String', 'alpha3 changed type from String! to String.'],
    ['a field cannot be null', 'latitude: Float', 'latitude: Float!', 'latitude changed type from Float! to Float.'],
    ['a field has another type', 'latitude: Float', 'latitude: Int', 'latitude changed type from Float to Int.'],
    ['an argument is gone', ', types: [RecordType!]', '', 'Query.search arg types was removed.'],
    [
      'an argument must be given',
      'types: [RecordType!]',
      'types: [RecordType!]!',
      'Query.search arg types has changed',
    ],
    ['an argument can be left out', 'ids: [ID!]!', 'ids: [ID!]', 'Query.nodes arg ids has changed type'],
    ['an argument is new and required', 'ids: [ID!]!', 'ids: [ID!]!, by: ID!', 'A required arg by on Query.nodes was'],
    [
      'an argument has another default',
      'Boolean = true)',
      'Boolean = false)',
      'includeNarrower has changed defaultValue',
    ],
    ['an enum value is gone', 'ORAL_COMMITMENT', '', 'ORAL_COMMITMENT was removed from enum type Instrument.'],
    ['an input field is gone', 'between: [Ref!]', '', 'AgreementFilter.between was removed.'],
    ['an input field must be given', 'between: [Ref!]', 'between: [Ref!]!', 'AgreementFilter.between changed type'],
    ['an input field is new and required', 'between:', 'by: ID! between:', 'A required field by on input type'],
    ['an input field has another default', '= OVERLAPS', '= WITHIN', 'DateRange.mode has another default.'],
    [
      'a type is another kind of type',
      'union Actor = Person | Organization',
      'scalar Actor',
      'Actor changed from a Union',
    ],
    ['a union has lost a member', 'Person | Organization', 'Person', 'Organization was removed from union type Actor.'],
    [
      'a type is no record',
      'Place implements Node & Record',
      'Place implements Node',
      'Place no longer implements interface Record.',
    ],
  ])('%s', (_what, from, to, departure) => {
    expect(text).toContain(from);
    expect(departures(buildSchema(text.replace(from, to))).join('\n')).toContain(departure);
  });

  it('more is there than was promised, and lets it pass', () => {
    const more = text
      .replace('alpha3: String!', 'alpha3: String! flag(size: Int): Flag')
      .concat('type Flag { url: URL! }');
    expect(departures(buildSchema(more))).toEqual([]);
  });
});

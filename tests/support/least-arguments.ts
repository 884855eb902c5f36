import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** Values that each scalar takes, whether or not they lead anywhere. */
const SCALARS: Readonly<Record<string, string>> = {
  ID: '"no-such-id"',
  Ref: '"no-such-record"',
  String: '"some text"',
  Int: '1',
  Float: '1',
  Boolean: 'true',
  Date: '"2025-10-24"',
  DateTime: '"2025-10-24T00:00:00Z"',
  Decimal: '"1"',
  URL: '"https://example.org/"',
  JSON: '1',
};

function leastValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return leastValue(type.ofType);
  if (isListType(type)) return `[${leastValue(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name as string;
  if (isInputObjectType(type))
    return `{ ${Object.values(type.getFields()).filter(isRequiredInputField).map(pair).join(', ')} }`;
  const value = SCALARS[type.name];
  if (value === undefined)
    throw new Error(`tests/support/least-arguments.ts knows no value of the scalar ${type.name}`);
  return value;
}

const pair = ({ name, type }: GraphQLArgument | GraphQLInputField) => `${name}: ${leastValue(type)}`;

/** A field of a root type with the arguments that it cannot do without and the least selection: fit for the schema, not for sense. */
export function leastField({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument);
  const given = required.length > 0 ? `(${required.map(pair).join(', ')})` : '';
  return `${name}${given}${isLeafType(getNamedType(type) as GraphQLNamedType) ? '' : ' { __typename }'}`;
}

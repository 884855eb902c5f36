import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';

/** Arguments that a field cannot do without. */
const REQUIRED: Readonly<Record<string, string>> = { 'Quantity.in': '(unit: "t", per: YEAR)' };
const PAGE = '(first: 2)';

/** Every field of a type, and of the types that it leads to, `depth` steps far. Connections count as no step. */
export function wholeSelection(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map((each) => `... on ${each.name} ${wholeSelection(schema, each, depth)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) throw new Error(`${type.name} has no fields`);
  const fields = Object.values(type.getFields()).map((field) => selected(schema, type, field, depth));
  return `{ __typename ${fields.join(' ')} }`;
}

function selected(schema: GraphQLSchema, on: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number) {
  const type = getNamedType(field.type);
  const isPaged = field.args.some(({ name }) => name === 'first');
  // fragments of a union or interface may have fields of one name and different types
  const head = `${on.name}_${field.name}: ${field.name}${REQUIRED[`${on.name}.${field.name}`] ?? (isPaged ? PAGE : '')}`;
  if (isLeafType(type)) return head;
  const step = /(Connection|Edge)$/.test(on.name) ? 0 : 1;
  return step > depth ? '' : `${head} ${wholeSelection(schema, type, depth - step)}`;
}

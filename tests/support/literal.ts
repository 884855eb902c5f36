import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** A value as it is written in a document, where the type tells the values of enums from texts. */
export function literalOf(value: unknown, type?: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (isEnumType(type) && typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const of = isListType(type) ? (type.ofType as GraphQLInputType) : undefined;
    return `[${value.map((each) => literalOf(each, of)).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = isInputObjectType(type) ? type.getFields() : {};
  const pairs = Object.entries(value)
    // a document has no other keys
    .filter(([name]) => /^[A-Za-z_]\w*$/.test(name))
    .map(([name, each]) => `${name}: ${literalOf(each, fields[name]?.type)}`);
  return `{ ${pairs.join(', ')} }`;
}

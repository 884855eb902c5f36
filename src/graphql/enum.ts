import { registerEnumType } from 'type-graphql';

/** Registers `values` (a const object of name: name) as a GraphQL enum in which every value has its own sentence. */
export function describeEnum<Values extends Readonly<Record<string, string>>>(
  values: Values,
  name: string,
  description: string,
  sentences: { readonly [Value in keyof Values]: string },
): void {
  const valuesConfig: { [Value in keyof Values]?: { description: string } } = {};
  for (const value of Object.keys(values) as (keyof Values)[]) valuesConfig[value] = { description: sentences[value] };
  registerEnumType(values, { name, description, valuesConfig });
}

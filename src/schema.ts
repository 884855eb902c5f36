import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { resolvers } from './domain/resolvers.js';
import { validateArguments } from './graphql/input.js';
import { callMethodsDirectly } from './graphql/resolvers.js';

/** The public schema, built from the decorated classes of the domain. */
export async function buildAppSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({ resolvers: [...resolvers], validateFn: validateArguments });
  callMethodsDirectly(schema);
  const query = schema.getQueryType();
  if (query) query.description = 'Every question that can be asked.';
  return schema;
}

/** The public schema as the text of `schema/schema.graphql`: sorted, so that it only changes where the schema does. */
export async function printAppSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildAppSchema()))}\n`;
}

import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { resolvers } from './domain/resolvers.js';
import { checkRole } from './graphql/authorization.js';
import { validateArguments } from './graphql/input.js';
import { callMethodsDirectly } from './graphql/resolvers.js';

/** type-graphql asks for one where there are subscriptions; ours follow the history, which all processes share, and no topics. */
const NO_TOPICS = {
  publish() {},
  subscribe(): never {
    throw new Error('Subscriptions follow the history, not topics.');
  },
};

/** The public schema, built from the decorated classes of the domain. */
export async function buildAppSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [...resolvers],
    validateFn: validateArguments,
    authChecker: checkRole,
    pubSub: NO_TOPICS,
  });
  callMethodsDirectly(schema);
  const query = schema.getQueryType();
  if (query) query.description = 'Every question that can be asked.';
  const mutation = schema.getMutationType();
  if (mutation) mutation.description = 'Everything that can be written; each needs a token.';
  const subscription = schema.getSubscriptionType();
  if (subscription)
    subscription.description = 'Standing questions: each tells what comes into its answer, changes in it or leaves it.';
  return schema;
}

/** The public schema as the text of `schema/schema.graphql`: sorted, so that it only changes where the schema does. */
export async function printAppSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildAppSchema()))}\n`;
}

import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/domain/context.js';
import { buildAppSchema } from '../../src/schema.js';

let schema: Promise<GraphQLSchema> | undefined;

export const appSchema = (): Promise<GraphQLSchema> => {
  schema ??= buildAppSchema();
  return schema;
};

export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What a browser would send as Accept-Language, best first. */
  readonly languages?: readonly string[];
}

/** Puts one operation to the real schema. */
export async function ask(
  database: Database,
  source: string,
  { variables = {}, languages = [] }: Asking = {},
): Promise<ExecutionResult> {
  const contextValue = createContext({ database, languages });
  return graphql({ schema: await appSchema(), source, variableValues: variables, contextValue });
}

/** The data of an operation that must succeed. */
// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
export async function dataOf(database: Database, source: string, asking: Asking = {}): Promise<any> {
  const { data, errors } = await ask(database, source, asking);
  if (errors)
    throw new Error(errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n'), {
      cause: errors[0],
    });
  return JSON.parse(JSON.stringify(data));
}

/** Message and extensions of the only error of an operation that must fail. */
export async function errorOf(
  database: Database,
  source: string,
  asking: Asking = {},
): Promise<{ message: string; extensions: Record<string, unknown> }> {
  const { errors = [] } = await ask(database, source, asking);
  if (errors.length !== 1 || !errors[0]) throw new Error(`expected one error, got ${JSON.stringify(errors)}`);
  return { message: errors[0].message, extensions: errors[0].extensions };
}

/** How many SQL statements `work` makes the read side run. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const stop = database.observe(() => {
    count += 1;
  });
  try {
    await work();
  } finally {
    stop();
  }
  return count;
}

import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Role } from '../../src/auth/roles.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/domain/context.js';
import { executeOperation } from '../../src/graphql/execution/execute.js';
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
  /** Whose token is sent; nobody's without it. */
  readonly as?: Role;
}

// As the server: a document is parsed once, however often it comes, and what is worked out of it is kept with it.
const documents = new Map<string, DocumentNode>();

function documentOf(source: string): DocumentNode {
  const document = documents.get(source) ?? parse(source);
  documents.set(source, document);
  return document;
}

/** Puts one operation to the real schema, as the server does. */
export async function ask(
  database: Database,
  source: string,
  { variables = {}, languages = [], as }: Asking = {},
): Promise<ExecutionResult> {
  const viewer = as ? { name: `the ${as}`, role: as, tokenId: 1 } : null;
  const contextValue = createContext({ database, writes: database, languages, viewer });
  const asked = { schema: await appSchema(), contextValue };
  let document: DocumentNode;
  try {
    document = documentOf(source);
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
  const errors = validate(asked.schema, document);
  return errors.length > 0 ? { errors } : executeOperation({ ...asked, document, variableValues: variables });
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

import {
  GraphQLBoolean,
  GraphQLError,
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { type Config, readConfig } from '../../src/config.js';
import type { Database } from '../../src/database/database.js';
import { InputError, StartupError, UnavailableError } from '../../src/errors.js';
import { asInputError } from '../../src/graphql/input.js';
import { createLogger } from '../../src/logger.js';
import { type App, type AppOptions, createApp } from '../../src/server/app.js';
import type { RequestContext } from '../../src/server/context.js';

// A schema with one field for every way in which a request can go: the server is tested without the domain.

const Strict = new GraphQLScalarType({
  name: 'Strict',
  parseValue(value) {
    if (value === 'bug') throw new TypeError('secret: /etc/passwd');
    if (value !== 'good') throw new InputError(`"${value}" is not good; give "good".`);
    return value;
  },
});

const field = (
  type: GraphQLFieldConfig<unknown, RequestContext>['type'],
  resolve: (args: Record<string, unknown>, context: RequestContext) => unknown,
  args: GraphQLFieldConfig<unknown, RequestContext>['args'] = {},
): GraphQLFieldConfig<unknown, RequestContext> => ({
  type,
  args,
  resolve: (_source, given, context) => resolve(given, context),
});

const failing = (error: () => unknown) =>
  field(GraphQLString, () => {
    throw error();
  });

const query = new GraphQLObjectType<unknown, RequestContext>({
  name: 'Query',
  fields: {
    large: { type: GraphQLString, resolve: () => 'x'.repeat(1_048_576) },
    hello: field(GraphQLString, ({ name }) => `Hello ${name}`, { name: { type: GraphQLString, defaultValue: 'you' } }),
    languages: field(new GraphQLList(GraphQLString), (_args, { languages }) => languages),
    requestId: field(GraphQLString, (_args, { requestId }) => requestId),
    double: field(GraphQLInt, ({ n }) => Number(n) * 2, { n: { type: new GraphQLNonNull(GraphQLInt) } }),
    strict: field(GraphQLString, ({ value }) => value, { value: { type: Strict } }),
    slow: field(
      GraphQLString,
      async ({ ms }) => {
        await new Promise((resolve) => setTimeout(resolve, Number(ms)));
        return 'done';
      },
      { ms: { type: new GraphQLNonNull(GraphQLInt) } },
    ),
    bug: failing(() => new Error('secret: SELECT * FROM users at /srv/accord/dist/main.js')),
    uncodedBug: failing(() => new GraphQLError('secret without a code')),
    thrownText: failing(() => 'secret text'),
    strangeCode: failing(() => new GraphQLError('secret', { extensions: { code: 'SQLITE_ERROR' } })),
    startup: failing(() => new StartupError('secret: /var/lib/accord.db')),
    wrong: failing(() => new InputError('first must be at most 100, not 1000.', { argument: 'first' })),
    unavailable: failing(
      () => new UnavailableError('The database is busy: try again.', { cause: new Error('SQLITE_BUSY') }),
    ),
    invalid: failing(() => asInputError([{ path: 'filter.name', message: 'must be in upper case, for example MALI' }])),
  },
});

/** One entry for each change that was made. */
export const changes: true[] = [];

const mutation = new GraphQLObjectType<unknown, RequestContext>({
  name: 'Mutation',
  fields: {
    change: field(GraphQLBoolean, () => {
      changes.push(true);
      return true;
    }),
  },
});

/** The endless streams that run. */
export const running = new Set<symbol>();

const subscription = new GraphQLObjectType<unknown, RequestContext>({
  name: 'Subscription',
  fields: {
    count: {
      type: GraphQLInt,
      args: { to: { type: new GraphQLNonNull(GraphQLInt) } },
      subscribe: async function* (_source, { to }) {
        for (let n = 1; n <= to; n += 1) yield { count: n };
      },
    },
    breaks: {
      type: GraphQLInt,
      subscribe: async function* () {
        yield { breaks: 1 };
        throw new Error('secret: the stream broke');
      },
    },
    endless: {
      type: GraphQLInt,
      subscribe: async function* () {
        const stream = Symbol('stream');
        running.add(stream);
        try {
          for (let n = 1; ; n += 1) {
            await new Promise((resolve) => setTimeout(resolve, 20));
            yield { endless: n };
          }
        } finally {
          running.delete(stream);
        }
      },
    },
  },
});

export const toySchema = new GraphQLSchema({ query, mutation, subscription });

export const database = (ping: () => Promise<void> = async () => {}, stateMark = async () => 'as ever') =>
  ({ ping, stateMark }) as unknown as Database;

export interface Running {
  readonly app: App;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** What has been logged, one parsed line each. */
  readonly log: Record<string, unknown>[];
  /** Sends a document as clients do. */
  ask(
    query: string,
    request?: { variables?: unknown; operationName?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  readonly json: any;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** A server of the toy schema on a free port. */
export async function run(
  options: Partial<Omit<AppOptions, 'config'>> & {
    bodyLimit?: number;
    answerCacheMb?: number;
    rowCacheMb?: number;
    metrics?: Config['metrics'];
    slowMs?: number;
    documentLimits?: Partial<Config['documentLimits']>;
    /** What is not given here otherwise. */
    config?: Config;
    level?: string;
  } = {},
): Promise<Running> {
  const {
    bodyLimit = 16_384,
    answerCacheMb = 1,
    rowCacheMb = 1,
    metrics = 'local',
    slowMs = 0,
    documentLimits,
    config: defaults = readConfig({}),
    level = 'debug',
    ...given
  } = options;
  const log: Record<string, unknown>[] = [];
  const app = await createApp({
    database: database(),
    schema: toySchema,
    logger: createLogger(level, { write: (line) => log.push(JSON.parse(line)) }),
    page: '/nowhere',
    ...given,
    config: {
      ...defaults,
      port: 0,
      bodyLimit,
      answerCacheMb,
      rowCacheMb,
      metrics,
      slowMs,
      documentLimits: { ...defaults.documentLimits, ...documentLimits },
    },
  });
  const { origin, port } = new URL(await app.listen());
  const ask: Running['ask'] = async (text, { headers = {}, ...rest } = {}) =>
    await answerOf(
      await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: text, ...rest }),
      }),
    );
  return { app, origin, port: Number(port), log, ask };
}

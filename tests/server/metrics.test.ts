import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { sql } from '../../src/database/sql.js';
import { createToken } from '../../src/domain/token/token.service.js';
import { InputError } from '../../src/errors.js';
import type { RequestContext } from '../../src/server/context.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { answerOf, type Running, run } from './toy.js';

const version = async (_source: unknown, _args: unknown, { database }: RequestContext) =>
  (await database.rows<{ version: number }>({ version: 'version' }, sql`FROM data_state`))[0]?.version;

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      hello: { type: GraphQLString, args: { name: { type: GraphQLString } }, resolve: () => 'hello' },
      version: { type: GraphQLInt, resolve: version },
      slowly: {
        type: GraphQLInt,
        args: { secret: { type: new GraphQLNonNull(GraphQLString) } },
        resolve: async (source, args, context) => {
          await new Promise((resolve) => setTimeout(resolve, 60));
          return version(source, args, context);
        },
      },
      wrong: {
        type: GraphQLString,
        resolve: () => {
          throw new InputError('It is wrong.');
        },
      },
    },
  }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { change: { type: GraphQLInt, resolve: () => 1 } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      endless: {
        type: GraphQLInt,
        subscribe: async function* () {
          for (let n = 1; ; n += 1) {
            yield { endless: n };
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        },
      },
    },
  }),
});

let place: TestDatabase;
let server: Running;

beforeEach(async () => {
  place = await openTestDatabase();
});
afterEach(async () => {
  await server.app.close();
  await place.dispose();
});

const start = async (options: Parameters<typeof run>[0] = {}) => {
  server = await run({ schema, database: place.database, level: 'info', ...options });
};
const read = async (headers: Record<string, string> = {}) =>
  await answerOf(await fetch(`${server.origin}/metrics`, { headers }));

/** The value of one series; undefined where there is none. */
const seriesIn = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};
const value = async (series: string) => seriesIn((await read()).text, series);
const operations = (kind: string, operation: string, transport: string, outcome: string) =>
  value(
    `accord_operations_total{kind="${kind}",operation="${operation}",transport="${transport}",outcome="${outcome}"}`,
  );

describe('the metrics', () => {
  test('count operations by kind, name and outcome, those that are kept too', async () => {
    await start();
    for (let n = 0; n < 4; n += 1) await server.ask('query Greeting { hello }');
    await server.ask('mutation Change { change }');
    await server.ask('{ wrong }');
    await server.ask('{ nothing }');
    expect(await operations('query', 'Greeting', 'http', 'OK')).toBe(4);
    expect(await operations('mutation', 'Change', 'http', 'OK')).toBe(1);
    expect(await operations('query', '(anonymous)', 'http', 'BAD_USER_INPUT')).toBe(1);
    expect(await operations('none', '(none)', 'http', 'GRAPHQL_VALIDATION_FAILED')).toBe(1);
    expect(await value('accord_operation_duration_seconds_count{kind="query",operation="Greeting"}')).toBe(4);
    expect(await value('accord_cache_hits_total{cache="answers"}')).toBe(2);
    expect(await value('accord_cache_misses_total{cache="answers"}')).toBe(4);
    expect(await value('accord_cache_bytes{cache="answers"}')).toBeGreaterThan(0);
    expect(await value('accord_http_responses_total{route="/graphql",status="200"}')).toBe(7);
  });

  test('count operations over sockets, and what is open', async () => {
    await start();
    const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
    for await (const _ of client.iterate({ query: 'query Greeting { hello }' }));
    await expect(client.iterate({ query: '{ nothing }' }).next()).rejects.toBeDefined();
    const stream = client.iterate({ query: 'subscription Watch { endless }' });
    await stream.next();
    expect(await operations('query', 'Greeting', 'websocket', 'OK')).toBe(1);
    expect(await operations('none', '(none)', 'websocket', 'GRAPHQL_VALIDATION_FAILED')).toBe(1);
    expect(await operations('subscription', 'Watch', 'websocket', 'OK')).toBe(1);
    expect(await value('accord_sockets_open')).toBe(1);
    expect(await value('accord_subscriptions_open')).toBe(1);
    await client.dispose();
    await vi.waitFor(async () => expect(await value('accord_sockets_open')).toBe(0));
    await vi.waitFor(async () => expect(await value('accord_subscriptions_open')).toBe(0));
  });

  test('give names of their own to the first 200 operations, and to none that is long', async () => {
    await start({ answerCacheMb: 0 });
    await server.ask(`query ${'n'.repeat(101)} { hello }`);
    for (let n = 0; n < 203; n += 1) await server.ask(`query Q${n} { hello }`);
    expect(await operations('query', 'Q199', 'http', 'OK')).toBe(1);
    expect(await operations('query', 'Q200', 'http', 'OK')).toBeUndefined();
    expect(await operations('query', '(other)', 'http', 'OK')).toBe(4);
  });

  test('name routes, never paths', async () => {
    await start();
    await fetch(`${server.origin}/no/such/page`);
    await fetch(`${server.origin}/health/live`);
    const { text } = await read();
    expect(text).not.toContain('/no/such');
    expect(seriesIn(text, 'accord_http_responses_total{route="(none)",status="404"}')).toBe(1);
    expect(seriesIn(text, 'accord_http_responses_total{route="/health/live",status="200"}')).toBe(1);
  });

  test('tell of the database: size, versions, reads and writes', async () => {
    await start();
    await place.database.write(async () => undefined);
    await place.database.write(() => Promise.reject(new Error('no'))).catch(() => undefined);
    await server.ask('{ version }');
    const { text } = await read();
    expect(seriesIn(text, 'accord_database_up')).toBe(1);
    expect(seriesIn(text, 'accord_database_bytes')).toBeGreaterThan(100_000);
    expect(seriesIn(text, 'accord_data_version')).toBe(await place.database.dataVersion());
    expect(text).toMatch(/^accord_database_info\{dialect="(sqlite|postgres)",migration="[A-Za-z]+\d{13}"\} 1$/m);
    expect(seriesIn(text, 'accord_writes_total{outcome="done"}')).toBe(1);
    expect(seriesIn(text, 'accord_writes_total{outcome="failed"}')).toBe(1);
    expect(seriesIn(text, 'accord_writes_waiting')).toBe(0);
    expect(seriesIn(text, 'accord_write_held_seconds_total')).toBeGreaterThan(0);
    expect(seriesIn(text, 'accord_operation_statements_total{kind="query",operation="(anonymous)"}')).toBe(1);
    expect(seriesIn(text, 'nodejs_eventloop_lag_p99_seconds')).toBeDefined();
    expect(seriesIn(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  test('tell which writes wait', async () => {
    await start();
    let finish = () => {};
    const held = place.database.write(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const next = place.database.write(async () => undefined);
    await vi.waitFor(async () => expect(await value('accord_writes_waiting')).toBe(1));
    finish();
    await Promise.all([held, next]);
    expect(await value('accord_writes_waiting')).toBe(0);
    expect(await value('accord_write_wait_seconds_total')).toBeGreaterThan(0);
  });

  test('are there also while the database does not answer', async () => {
    const { rows: _, ...rest } = place.database;
    const database = { ...rest, load: () => place.database.load(), rows: () => Promise.reject(new Error('gone')) };
    await start({ database: database as unknown as TestDatabase['database'] });
    const { status, text } = await read();
    expect(status).toBe(200);
    expect(seriesIn(text, 'accord_database_up')).toBe(0);
    expect(seriesIn(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });
});

describe('who may read the metrics', () => {
  test('programs of this machine, in the form of Prometheus', async () => {
    await start();
    const { status, headers } = await read();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])('not whom a proxy asks for (%s)', async (header) => {
    await start();
    const { status, json } = await read({ [header]: '203.0.113.7' });
    expect(status).toBe(401);
    expect(json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('an admin always, another token never', async () => {
    await start({ metrics: 'token' });
    const bearer = async (role: 'admin' | 'editor') => {
      const token = await createToken(place.database, { name: role, role, expiresAt: null });
      return (await read({ authorization: `Bearer ${token}` })).status;
    };
    expect((await read()).status).toBe(401);
    expect(await bearer('editor')).toBe(403);
    expect(await bearer('admin')).toBe(200);
    expect((await read({ authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test('everybody where they are public', async () => {
    await start({ metrics: 'public' });
    expect((await read({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(200);
  });

  test('nobody where they are off', async () => {
    await start({ metrics: 'off' });
    expect((await read()).status).toBe(404);
    expect((await server.ask('{ hello }')).status).toBe(200);
  });
});

describe('a slow operation', () => {
  const query = 'query Report($secret: String!) { slowly(secret: $secret) }';
  const variables = { secret: 'do not log this' };

  test('is logged by its name and cost, without its variables', async () => {
    await start({ slowMs: 50 });
    const { headers } = await server.ask(query, { variables });
    await server.ask('{ hello }');
    expect(server.log).toEqual([
      {
        level: 'warn',
        time: expect.any(String),
        kind: 'query',
        operation: 'Report',
        code: 'OK',
        transport: 'http',
        requestId: headers.get('x-request-id'),
        statements: 1,
        ms: expect.any(Number),
        msg: 'slow operation',
      },
    ]);
  });

  test('is logged over sockets too', async () => {
    await start({ slowMs: 50 });
    const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
    for await (const _ of client.iterate({ query, variables }));
    await client.dispose();
    expect(server.log).toMatchObject([{ operation: 'Report', transport: 'websocket', statements: 1 }]);
  });

  test('is logged nowhere where 0 is the limit', async () => {
    await start({ slowMs: 0 });
    await server.ask(query, { variables });
    expect(server.log).toEqual([]);
  });
});

describe('the id of a request', () => {
  test('comes with every response, never from the client', async () => {
    await start();
    const ids = await Promise.all(
      ['/graphql?query={hello}', '/health/live', '/none', '/%zz', '/graphql?query={hello}'].map(async (path) => {
        const { headers } = await fetch(`${server.origin}${path}`, { headers: { 'x-request-id': 'mine' } });
        return headers.get('x-request-id');
      }),
    );
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-z]+$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

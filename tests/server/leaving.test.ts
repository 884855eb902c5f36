import { request as httpRequest } from 'node:http';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { sql } from '../../src/database/sql.js';
import type { RequestContext } from '../../src/server/context.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { answerOf, type Running, run } from './toy.js';

// Whoever goes away, and whatever takes too long, stops costing: what runs is cut, and nothing more is begun.

// Each row is compared with each other one: minutes.
const numbers = sql`(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n)`;
const endless = sql`FROM ${numbers} a JOIN ${numbers} b ON a.i % 97 = b.i % 89`;

type Resolver = (source: unknown, args: { n?: number }, context: RequestContext) => Promise<number>;

const long: Resolver = async (_source, _args, { database }) =>
  (await database.rows<{ n: number }>({ n: 'count(*)' }, endless))[0]?.n ?? 0;
/** Small statements without an end. */
const many: Resolver = async (_source, _args, { database }) => {
  for (;;) {
    await database.rows({ n: 'version' }, sql`FROM data_state`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const write: Resolver = async (_source, { n = 0 }, { writes }) => {
  await writes?.write(async (tx) => {
    await tx.rows({ n: 'version' }, sql`FROM data_state`);
    await new Promise((resolve) => setTimeout(resolve, n));
  });
  return n;
};
const field = (resolve: Resolver) => ({
  type: GraphQLInt,
  args: { n: { type: GraphQLInt } },
  resolve: (source: unknown, args: { n?: number }, context: RequestContext) => resolve(source, args, context),
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      hello: { type: GraphQLString, resolve: () => 'hello' },
      long: field(long),
      many: field(many),
      must: { ...field(many), type: new GraphQLNonNull(GraphQLInt) },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      write: field(write),
      writeAndRead: field(async (...given) => {
        await write(...given);
        const [, , { database }] = given;
        return (await database.rows<{ n: number }>({ n: 'version' }, sql`FROM data_state`))[0]?.n ?? 0;
      }),
    },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      ticks: {
        type: new GraphQLObjectType({ name: 'Tick', fields: { n: { type: GraphQLInt }, long: field(long) } }),
        subscribe: async function* () {
          for (let n = 1; ; n += 1) {
            yield { ticks: { n } };
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        },
      },
      searching: {
        type: GraphQLInt,
        subscribe: async function* (_source: unknown, _args: unknown, context: RequestContext) {
          yield { searching: await long(null, {}, context) };
        },
      },
    },
  }),
});

let place: TestDatabase;
let server: Running;
const begun: string[] = [];

const start = async (operationTimeLimit = 0) => {
  server = await run({ schema, database: place.database, config: { ...readConfig({}), operationTimeLimit } });
};
beforeEach(async () => {
  place = await openTestDatabase();
  begun.length = 0;
  place.database.observe((text) => begun.push(text));
});
afterEach(async () => {
  await server.app.close();
  await place.dispose();
});

const reads = () => place.database.load().reads;
/** A guard against hanging only. */
const until = (isSo: () => void) => vi.waitFor(isSo, { timeout: 20_000, interval: 10 });
const runs = () => until(() => expect(reads().running).toBeGreaterThan(0));
const isQuiet = () => until(() => expect(reads()).toMatchObject({ running: 0, waiting: 0 }));

/** That many small statements are not followed by more. */
const beginsNoMore = async () => {
  const count = begun.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(begun.length).toBe(count);
};

const outcome = async (operation: string, transport: string) => {
  const { text } = await answerOf(await fetch(`${server.origin}/metrics`));
  return text
    .split('\n')
    .filter((line) => line.startsWith('accord_operations_total') && line.includes(`operation="${operation}"`))
    .filter((line) => line.includes(`transport="${transport}"`))
    .map((line) => /outcome="(\w+)"/.exec(line)?.[1]);
};

/** Sends a question as a client that can go away. */
function asking(query: string, { method = 'POST', accept = 'application/json' } = {}) {
  const path = method === 'GET' ? `/graphql?query=${encodeURIComponent(query)}` : '/graphql';
  const headers = { accept, ...(method === 'POST' && { 'content-type': 'application/json' }) };
  const request = httpRequest({ port: server.port, host: '127.0.0.1', method, path, headers });
  request.on('error', () => {});
  request.end(method === 'POST' ? JSON.stringify({ query }) : undefined);
  return { leave: () => request.destroy(), request };
}

const WAYS = [
  ['POST', { method: 'POST' }, 'http'],
  ['GET', { method: 'GET' }, 'http'],
  ['events', { accept: 'text/event-stream' }, 'sse'],
] as const;

describe.each(WAYS)('a client that goes away, by %s,', (_name, options, transport) => {
  it('has its running statement cut', async () => {
    await start();
    const { leave } = asking('query Long { long }', options);
    await runs();
    leave();
    await isQuiet();
    expect(reads().cut.left).toBe(1);
    await until(async () => expect(await outcome('Long', transport)).toEqual(['CLIENT_GONE']));
    expect((await server.ask('{ hello }')).json).toEqual({ data: { hello: 'hello' } });
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('has no more statements begun', async () => {
    await start();
    const { leave } = asking('{ many }', options);
    await until(() => expect(begun.length).toBeGreaterThan(3));
    leave();
    await isQuiet();
    await until(beginsNoMore);
  });
});

describe('over a WebSocket', () => {
  const client = () =>
    createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });

  it('a question that is completed before its answer is cut, and the socket stays', async () => {
    await start();
    const socket = client();
    const stop = socket.subscribe({ query: 'query Long { long }' }, { next() {}, error() {}, complete() {} });
    await runs();
    stop();
    await isQuiet();
    expect(reads().cut.left).toBe(1);
    expect(await outcome('Long', 'websocket')).toEqual(['CLIENT_GONE']);
    expect((await socket.iterate({ query: '{ hello }' }).next()).value).toEqual({ data: { hello: 'hello' } });
    await socket.dispose();
  });

  it.each(['query { long }', 'query { many }', 'subscription { ticks { long } }', 'subscription { searching }'])(
    'what a closed socket asked is cut: %s',
    async (query) => {
      await start();
      const socket = client();
      socket.subscribe({ query }, { next() {}, error() {}, complete() {} });
      await until(() => expect(begun.length).toBeGreaterThan(0));
      socket.terminate();
      await isQuiet();
      await until(beginsNoMore);
    },
  );

  it('a subscription that is completed while an event is read is cut', async () => {
    await start();
    const socket = client();
    const stop = socket.subscribe(
      { query: 'subscription { ticks { n long } }' },
      { next() {}, error() {}, complete() {} },
    );
    await runs();
    stop();
    await isQuiet();
    await socket.dispose();
  });
});

describe('an answer that several wait for', () => {
  it('goes on while one of them still waits, and is cut when the last one leaves', async () => {
    await start();
    const query = 'query Shared { long }';
    // answers are shared from the second time on that something is asked
    const first = asking(query);
    await runs();
    first.leave();
    await isQuiet();
    const [one, other] = [asking(query), asking(query)];
    await runs();
    const statements = begun.filter((text) => text.includes('count(*)')).length;
    one.leave();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reads()).toMatchObject({ running: 1, cut: { left: 1 } });
    other.leave();
    await isQuiet();
    expect(reads().cut.left).toBe(2);
    expect(begun.filter((text) => text.includes('count(*)')).length).toBe(statements);
  });
});

describe('an operation that takes longer than it may', () => {
  const MESSAGE = 'The operation took longer than 0.3 seconds: ask for less at once.';
  const refused = { errors: [{ message: MESSAGE, extensions: { code: 'WORK_LIMIT' } }], data: null };

  it.each(['{ long }', '{ many }', '{ must }', '{ hello many long }'])('is ended: %s', async (query) => {
    await start(300);
    expect((await server.ask(query)).json).toEqual(refused);
    await isQuiet();
    await until(beginsNoMore);
    expect((await server.ask('{ hello }')).json).toEqual({ data: { hello: 'hello' } });
  });

  it('is counted', async () => {
    await start(300);
    await server.ask('query Long { long }');
    expect(await outcome('Long', 'http')).toEqual(['WORK_LIMIT']);
    const { text } = await answerOf(await fetch(`${server.origin}/metrics`));
    expect(text).toContain('accord_reads_cut_total{why="time"} 1');
    expect(text).toContain('accord_reads_cut_total{why="left"} 0');
  });

  it('is ended for all who wait for it', async () => {
    await start(300);
    await server.ask('{ long }');
    const answers = await Promise.all([1, 2, 3].map(() => server.ask('{ long }')));
    expect(answers.map(({ json }) => json)).toEqual([refused, refused, refused]);
    expect(begun.filter((text) => text.includes('count(*)')).length).toBe(2);
  });

  it('is ended over a socket and as events, each event of a subscription by itself', async () => {
    await start(300);
    const url = `ws://127.0.0.1:${server.port}/graphql`;
    const socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    expect((await socket.iterate({ query: '{ many }' }).next()).value).toEqual(refused);
    const stream = socket.iterate({ query: 'subscription { ticks { n long } }' });
    expect((await stream.next()).value).toEqual(refused);
    expect((await stream.next()).value).toEqual(refused);
    await socket.dispose();
    const { text } = await server.ask('{ many }', { headers: { accept: 'text/event-stream' } });
    expect(text).toContain(MESSAGE);
  });

  it('does not end a subscription that waits', async () => {
    await start(100);
    const url = `ws://127.0.0.1:${server.port}/graphql`;
    const socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    const stream = socket.iterate({ query: 'subscription { ticks { n } }' });
    for (let n = 1; n <= 12; n += 1) expect((await stream.next()).value).toEqual({ data: { ticks: { n } } });
    await socket.dispose();
  });

  it('finishes and tells a write that has begun, and begins no other', async () => {
    await start(300);
    const { json } = await server.ask('mutation { first: writeAndRead(n: 500) second: write(n: 1) }');
    expect(json).toEqual({
      data: { first: 1, second: null },
      errors: [expect.objectContaining({ message: MESSAGE, path: ['second'], extensions: { code: 'WORK_LIMIT' } })],
    });
    expect(await place.database.dataVersion()).toBe(1);
  });

  it('does not write when its turn comes too late', async () => {
    await start(300);
    const holding = place.database.write(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    });
    expect((await server.ask('mutation { write(n: 1) }')).json).toEqual(refused);
    await holding;
    await place.database.write(async () => {});
    expect(await place.database.dataVersion()).toBe(2);
  });
});

it('a write that waits for its turn is not begun for a client that has gone', async () => {
  await start();
  const holding = place.database.write(async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  const { leave } = asking('mutation { write(n: 1) }');
  await until(() => expect(place.database.load().writes.waiting).toBe(1));
  leave();
  await holding;
  await place.database.write(async () => {});
  expect(await place.database.dataVersion()).toBe(2);
});

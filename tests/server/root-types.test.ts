import { GraphQLSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { answerOf, type Running, run, toySchema } from './toy.js';

let server: Running;

beforeAll(async () => {
  server = await run({ level: 'info', schema: new GraphQLSchema({ query: toySchema.getQueryType() ?? null }) });
});
afterAll(async () => {
  await server.app.close();
});

const OPERATIONS = [
  ['mutation', '{ a }'],
  ['mutation M', '{ __typename }'],
  ['subscription', '{ a }'],
  ['subscription S', '{ __typename }'],
] as const;

describe.each(OPERATIONS)('a %s where the schema has none', (name, selection) => {
  const kind = name.split(' ')[0] as string;
  const error = {
    message: `The schema has no ${kind} yet: what can be sent is a query.`,
    locations: [{ line: 1, column: 1 }],
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  };

  test('is a mistake of the client over HTTP, and nothing for the log', async () => {
    const lenient = await server.ask(name + selection);
    const strict = await server.ask(name + selection, { headers: { accept: 'application/graphql-response+json' } });
    expect([lenient.status, strict.status]).toEqual([200, 400]);
    for (const { json } of [lenient, strict]) expect(json).toEqual({ errors: [error] });
    expect(server.log).toEqual([]);
  });

  test('is refused with 405 by GET', async () => {
    const response = await fetch(`${server.origin}/graphql?query=${encodeURIComponent(name + selection)}`);
    expect((await answerOf(response)).status).toBe(405);
    expect(server.log).toEqual([]);
  });

  test('is a mistake of the client over a socket', async () => {
    const url = `ws://127.0.0.1:${server.port}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    await expect(client.iterate({ query: name + selection }).next()).rejects.toEqual([error]);
    await client.dispose();
    expect(server.log).toEqual([]);
  });
});

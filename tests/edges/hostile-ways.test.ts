import fc from 'fast-check';
import type { GraphQLField } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createToken } from '../../src/domain/token/token.service.js';
import { appSchema } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { hostileValues, MEANT, operationOf, selectionOf } from '../support/hostile-values.js';
import { literalOf } from '../support/literal.js';
import { serveDatabase } from '../support/serving.js';
import { post, postBody, told } from './asking.js';

// Whatever is said is data by every way in: as a variable or in the document, by POST, by GET, as events and over a socket.

/** Of each question and mutation, each by five ways; a failure is not made smaller, which would take minutes. */
const RUNS = { numRuns: 3, endOnFailure: true };
/** Node takes 16 KB of headers, the address counted in. */
const LONGEST_URL = 12_000;
const LEAK = /\bat .+:\d+:\d+|node_modules|SQLITE_|QueryFailedError|syntax error|invalid byte|dist\/|src\/|errno/;

const schema = await appSchema();
const fieldsOf = (kind: 'query' | 'mutation') =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map((field) => [field.name, field] as const);

let test: TestDatabase;
let server: Awaited<ReturnType<typeof serveDatabase>>;
let headers: { authorization: string };
let socket: Client;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, MEANT);
  server = await serveDatabase(test.database, { tokenRateLimit: 0, answerCacheMb: 0 });
  const token = await createToken(test.database, { name: 'desk', role: 'admin', expiresAt: null });
  headers = { authorization: `Bearer ${token}` };
  const url = `${server.origin.replace('http', 'ws')}/graphql`;
  socket = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: headers });
});
afterAll(async () => {
  await socket.dispose();
  await server.close();
  await test.dispose();
});

type Variables = Record<string, unknown>;
interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

const posted = async (query: string, variables: Variables = {}): Promise<Answer> =>
  (await post(server.origin, query, { variables, headers })).json;

/** Undefined where the address would be too long. */
async function got(query: string, variables: Variables): Promise<Answer | undefined> {
  const url = `${server.origin}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  return url.length > LONGEST_URL ? undefined : (await told(await fetch(url, { headers }))).json;
}

async function asEvents(query: string, variables: Variables): Promise<Answer> {
  const wanted = { ...headers, accept: 'text/event-stream' };
  const { text, json } = await post(server.origin, query, { variables, headers: wanted });
  return json ?? JSON.parse(/^event: next\ndata: (.*)$/m.exec(text)?.[1] ?? '{}');
}

/** A socket is closed by what a body over HTTP could not hold either: free JSON with `__proto__` in it. */
async function overSocket(query: string, variables: Variables): Promise<Answer> {
  try {
    return (await socket.iterate({ query, variables }).next()).value as Answer;
  } catch (problem) {
    if (Array.isArray(problem)) return { errors: problem };
    const { code, reason } = problem as { code: number; reason: string };
    expect([code, JSON.stringify(variables)]).toEqual([4400, expect.stringMatching(/"(__proto__|constructor)":/)]);
    return { errors: [{ message: reason, extensions: { code } }] };
  }
}

/** The same with its arguments written in the document. */
function inDocument(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, variables: Variables): string {
  const given = field.args.map(({ name, type }) => `${name}: ${literalOf(variables[name], type)}`).join(', ');
  return `${kind} { ${field.name}(${given}) ${selectionOf(field.type)} }`;
}

const codesOf = ({ errors = [] }: Answer): unknown[] => errors.map(({ extensions }) => extensions?.code);

function expectForPeople(answer: Answer): void {
  expect(codesOf(answer)).not.toContain('INTERNAL_SERVER_ERROR');
  expect(codesOf(answer)).not.toContain(undefined);
  for (const { message } of answer.errors ?? []) expect(message).not.toMatch(LEAK);
  expect(answer.data !== undefined || (answer.errors ?? []).length > 0).toBe(true);
}

const hostile = (field: GraphQLField<unknown, unknown>): fc.Arbitrary<Variables> =>
  fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, hostileValues(type)])));

describe('whatever is given to a question, by whatever way', () => {
  it.each(fieldsOf('query'))('%s', async (_name, field) => {
    const operation = operationOf('query', field);
    await fc.assert(
      fc.asyncProperty(hostile(field), async (variables) => {
        const answer = await posted(operation, variables);
        expectForPeople(answer);
        expectForPeople(await posted(inDocument('query', field, variables)));
        for (const other of [
          await got(operation, variables),
          await asEvents(operation, variables),
          await overSocket(operation, variables),
        ]) {
          if (other === undefined) continue;
          expectForPeople(other);
          expect([codesOf(other), other.data ?? null]).toEqual([codesOf(answer), answer.data ?? null]);
        }
      }),
      RUNS,
    );
  });
});

describe('whatever is given to a mutation, by whatever way', () => {
  it.each(fieldsOf('mutation'))('%s', async (_name, field) => {
    const operation = operationOf('mutation', field);
    await fc.assert(
      fc.asyncProperty(hostile(field), async (variables) => {
        for (const way of [posted, asEvents, overSocket]) expectForPeople(await way(operation, variables));
        expectForPeople(await posted(inDocument('mutation', field, variables)));
      }),
      RUNS,
    );
  });
});

describe('a key that leads to a prototype', () => {
  const query = 'query ($filter: PersonFilter) { people(filter: $filter) { totalCount } }';
  const POLLUTING = ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'];
  const PLACES = ['"variables":@', '"variables":{"filter":@}', '"variables":{"filter":{"not":@}}', '"extensions":@'];
  const parts = POLLUTING.flatMap((polluting) => PLACES.map((place) => place.replace('@', polluting)));
  const expectClean = () => expect(({} as Variables)['polluted']).toBeUndefined();

  it.each(parts)('%s is refused', async (part) => {
    const body = `{"query":${JSON.stringify(query)},${part}}`;
    for (const accept of ['application/json', 'text/event-stream']) {
      const { status, codes } = await postBody(server.origin, body, { accept });
      expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
    }
    const [name = '', value = ''] = part.replaceAll('"', "'").split(/:(.*)/s);
    const given = new URLSearchParams({ query, [name.replaceAll("'", '')]: value.replaceAll("'", '"') });
    const { status } = await told(await fetch(`${server.origin}/graphql?${given}`));
    expect(status).toBe(400);
    expectClean();
  });

  it.each(parts)('%s closes a socket', async (part) => {
    const raw = new WebSocket(`${server.origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise((resolve) => raw.on('close', resolve));
    raw.on('open', () => raw.send('{"type":"connection_init"}'));
    raw.once('message', () =>
      raw.send(`{"id":"a","type":"subscribe","payload":{"query":${JSON.stringify(query)},${part}}}`),
    );
    expect(await closed).toBe(4400);
    expectClean();
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { countingSchema } from './counting.js';
import { rawHttp } from './raw-http.js';
import { answerOf, database, type Running, run } from './toy.js';

let mark: string;
let server: Running;
let worked: { queries: number; mutations: number };
let door: { open: () => void; shut: () => void };

const start = async (answerCacheMb = 1) => {
  const counting = countingSchema();
  ({ worked, door } = counting);
  mark = 'one';
  const stateMark = async () => mark;
  server = await run({ schema: counting.schema, answerCacheMb, database: database(async () => {}, stateMark) });
};

beforeEach(() => start());
afterEach(() => server.app.close());

const n = async (query = '{ n }', request: Parameters<Running['ask']>[1] = {}) =>
  (await server.ask(query, request)).json.data.n;
const get = async (params: Record<string, string>, headers: Record<string, string> = {}) =>
  await answerOf(await fetch(`${server.origin}/graphql?${new URLSearchParams(params)}`, { headers }));

/** What is asked once is not worth keeping. */
const askedBefore = async (...asked: Parameters<Running['ask']>) => {
  await server.ask(...asked);
  worked.queries = 0;
};

describe('an answer', () => {
  test('is kept from the second time on', async () => {
    expect([await n(), await n(), await n(), await n()]).toEqual([1, 2, 2, 2]);
  });

  test('is kept while nothing is written, and worked out anew after a write', async () => {
    await askedBefore('{ n }');
    expect([await n(), await n(), await n()]).toEqual([1, 1, 1]);
    mark = 'two';
    expect([await n(), await n()]).toEqual([2, 2]);
  });

  test('is not kept when something was written while it was worked out', async () => {
    await askedBefore('{ later }');
    door.shut();
    const first = server.ask('{ later }');
    await vi.waitFor(() => expect(worked.queries).toBe(1));
    mark = 'two';
    await n();
    door.open();
    expect((await first).json.data.later).toBe(1);
    expect((await server.ask('{ later }')).json.data.later).toBe(3);
  });

  test('is worked out anew each time while nobody can tell the state of the data', async () => {
    await server.app.close();
    const counting = countingSchema();
    const stateMark = () => Promise.reject(new Error('gone'));
    server = await run({ schema: counting.schema, database: database(async () => {}, stateMark) });
    expect([await n(), await n(), await n()]).toEqual([1, 2, 3]);
  });

  test('is worked out anew each time with a cache of 0 MB', async () => {
    await server.app.close();
    await start(0);
    expect([await n(), await n(), await n()]).toEqual([1, 2, 3]);
  });

  test('is one and the same by GET and by POST, and whatever the order of variables', async () => {
    const query = 'query ($t: String, $p: Pair) { n(text: $t, pair: $p) }';
    const one = { t: 'x', p: { a: 1, b: 'y' } };
    const other = { p: { b: 'y', a: 1 }, t: 'x' };
    await askedBefore(query, { variables: one });
    expect(await n(query, { variables: one })).toBe(1);
    expect(await n(query, { variables: other })).toBe(1);
    expect((await get({ query, variables: JSON.stringify(other) })).json.data.n).toBe(1);
  });

  test('is kept for clients that send extensions of their own', async () => {
    const body = JSON.stringify({ query: '{ n }', extensions: { clientLibrary: { name: 'x' } } });
    const headers = { 'content-type': 'application/json' };
    const ask = async () => await answerOf(await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body }));
    await askedBefore('{ n }');
    expect([(await ask()).json.data.n, (await ask()).json.data.n, await n()]).toEqual([1, 1, 1]);
  });
});

describe('another answer', () => {
  test.each<[string, string, Parameters<Running['ask']>[1], string, Parameters<Running['ask']>[1]]>([
    ['document', '{ n }', {}, '{  n }', {}],
    [
      'operation name',
      'query A { n } query B { n }',
      { operationName: 'A' },
      'query A { n } query B { n }',
      { operationName: 'B' },
    ],
    [
      'value of a variable',
      'query ($t: String) { n(text: $t) }',
      { variables: { t: '1' } },
      'query ($t: String) { n(text: $t) }',
      { variables: { t: '2' } },
    ],
    [
      'variable that is left out',
      'query ($t: String = "d") { n(text: $t) }',
      { variables: { t: null } },
      'query ($t: String = "d") { n(text: $t) }',
      {},
    ],
    [
      'language',
      '{ n }',
      { headers: { 'accept-language': 'fr, en' } },
      '{ n }',
      { headers: { 'accept-language': 'en, fr' } },
    ],
    [
      'media type',
      '{ n }',
      { headers: { accept: 'application/json' } },
      '{ n }',
      { headers: { accept: 'application/graphql-response+json' } },
    ],
  ])('belongs to another %s', async (_name, query, request, otherQuery, otherRequest) => {
    await askedBefore(query, request);
    await askedBefore(otherQuery, otherRequest);
    for (let i = 0; i < 2; i++) {
      expect(await n(query, request)).toBe(1);
      expect(await n(otherQuery, otherRequest)).toBe(2);
    }
  });

  test('belongs to a number that JSON cannot tell from null', async () => {
    const post = async (variables: string) => {
      const body = `{"query":"query ($x: Float) { n(number: $x) }","variables":{"x":${variables}}}`;
      const headers = { 'content-type': 'application/json' };
      return (await answerOf(await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body }))).json;
    };
    for (let i = 0; i < 3; i++) await post('null');
    expect(worked.queries).toBe(2);
    expect((await post('1e999')).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('never kept', () => {
  test.each(['{ n wrong }', '{ n bug }'])('an answer with an error: %s', async (query) => {
    for (const count of [1, 2, 3, 4]) expect((await server.ask(query)).json.data.n).toBe(count);
  });

  test('a refusal: an Accept header that takes no JSON', async () => {
    const headers = { accept: 'text/html' };
    for (const count of [1, 2, 3, 4]) {
      expect((await server.ask('{ n }', { headers })).status).toBe(406);
      expect(worked.queries).toBe(count);
    }
  });

  test('a mutation, one after the other and together', async () => {
    await server.ask('mutation { change }');
    const changes = [1, 2, 3].map(() => server.ask('mutation { change }'));
    await Promise.all(changes);
    await server.ask('mutation { change }');
    expect(worked.mutations).toBe(5);
  });

  test.each([
    [
      'a GET with the content type of another body',
      415,
      async () => await get({ query: '{ n }' }, { 'content-type': 'text/plain' }),
    ],
    [
      'a GET that asks two questions',
      400,
      async () => await answerOf(await fetch(`${server.origin}/graphql?query={+n+}&query={+n+}`)),
    ],
    ['a GET with variables that are no object', 400, async () => await get({ query: '{ n }', variables: 'null' })],
    [
      'a persisted query',
      400,
      async () => await get({ query: '{ n }', extensions: '{"persistedQuery":{"version":1,"sha256Hash":"x"}}' }),
    ],
    ['a mutation by GET', 405, async () => await get({ query: 'mutation { change }' })],
  ])('%s, though the question has an answer that is kept', async (_name, status, ask) => {
    for (let i = 0; i < 3; i++) await n();
    expect(worked.queries).toBe(2);
    for (const answer of [await ask(), await ask(), await ask()]) {
      expect(answer.json.errors).toHaveLength(1);
      expect([200, status]).toContain(answer.status);
    }
  });
});

describe('equal questions that come together', () => {
  test('are answered by one piece of work', async () => {
    await askedBefore('{ later }');
    door.shut();
    setTimeout(() => door.open(), 200);
    const answers = await Promise.all([1, 2, 3, 4].map(() => server.ask('{ later }')));
    expect(answers.map(({ json }) => json.data.later)).toEqual([1, 1, 1, 1]);
  });

  test('are answered apart when something was written between them', async () => {
    await askedBefore('{ later }');
    door.shut();
    const before = server.ask('{ later }');
    await vi.waitFor(() => expect(worked.queries).toBe(1));
    mark = 'two';
    const after = server.ask('{ later }');
    setTimeout(() => door.open(), 100);
    expect([(await before).json.data.later, (await after).json.data.later]).toEqual([1, 2]);
  });

  test('do not share an error, which names the request it belongs to', async () => {
    await askedBefore('{ laterWrong }');
    door.shut();
    setTimeout(() => door.open(), 200);
    const answers = await Promise.all([1, 2, 3].map(() => server.ask('{ laterWrong }')));
    for (const { json } of answers) expect(json.errors[0].message).toBe('no');
    expect(worked.queries).toBe(3);
  });
});

test('memory is bounded: what was not asked for longest goes first, and large answers are not kept', async () => {
  const length = 60_000;
  const ask = async (name: string, size = length) => await n(`{ n text(length: ${size}) ${name}: n }`);
  const keep = async (name: string, size = length) => {
    for (let i = 0; i < 2; i++) await ask(name, size);
    const before = worked.queries;
    await ask(name, size);
    return worked.queries === before;
  };
  const isKept = async (name: string) => {
    const before = worked.queries;
    await ask(name);
    return worked.queries === before;
  };
  expect(await keep('a')).toBe(true);
  for (let i = 0; i < 12; i++) expect(await keep(`b${i}`)).toBe(true);
  expect(await isKept('a')).toBe(true);
  for (let i = 0; i < 12; i++) await keep(`c${i}`);
  expect(await isKept('a')).toBe(true);
  expect(await isKept('b0')).toBe(false);
  expect(await keep('large', 200_000)).toBe(false);
});

test('what is asked once pushes nothing out', async () => {
  await askedBefore('{ n }');
  for (let i = 0; i < 40; i++) await n(`{ n text(length: 60000) once${i}: n }`);
  worked.queries = 0;
  await n();
  for (let i = 0; i < 40; i++) await n(`{ n text(length: 60000) other${i}: n }`);
  expect(await n()).toBe(1);
});

describe('byte for byte the same but for the date and the id, kept or not', () => {
  const query = '{ n languages }';
  const body = JSON.stringify({ query });
  const accepts = [
    '',
    'Accept: application/graphql-response+json\r\n',
    'Accept: application/json\r\nAccept-Language: fr\r\n',
  ];
  const byGet = `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`;
  const byPost = `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  const requests = accepts.flatMap((accept) => [`${byGet}${accept}\r\n`, `${byPost}${accept}\r\n${body}`]);

  test.each(requests)('%s', async (request) => {
    const undated = async () => (await rawHttp(server.port, request)).replaceAll(/^(?:date|x-request-id): .*$/gim, '');
    const fresh = await undated();
    worked.queries = 0;
    expect(await undated()).toBe(fresh);
    expect(await undated()).toBe(fresh);
    expect(fresh).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(worked.queries).toBe(1);
    const lines = server.log.filter(({ msg }) => msg === 'request').map((line) => Object.keys(line));
    expect(lines).toEqual([lines[0], lines[0], lines[0]]);
    await server.app.close();
    await start(0);
    expect(await undated()).toBe(fresh);
  });
});

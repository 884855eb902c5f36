import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SeededServer, serveSeeds } from '../support/serving.js';
import { post, postBody, told } from './asking.js';
import { BOMBS } from './bombs.js';

// What is sent to do harm is answered in time, with an error of the client's and nothing of the server's; and whoever asks
// something honest meanwhile gets it.

/** Only a guard against hanging: machines are as slow as they are. */
const DEADLINE_MS = 10_000;

const LEAK = /\bat .+:\d+:\d+|node_modules|SQLITE|SELECT |ERR_|call stack|dist\/|src\/|errno/;

let server: SeededServer;
beforeAll(async () => {
  server = await serveSeeds();
});
afterAll(() => server.close());

const innocent = async () => {
  const { person } = await server.dataOf('{ person(ref: "goita") { slug } }');
  expect(person).toEqual({ slug: 'assimi-goita' });
};

const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE_MS} ms`)), DEADLINE_MS);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Sends bytes as they are, the parts one after the other; all that comes until the server closes. */
const raw = (...parts: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(text) : reject(error)));
    socket.on('close', () => resolve(text));
  });

const head = (more: string) => `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n\r\n`;
const JSON_TYPE = 'Content-Type: application/json';
const HELLO = '{"query":"{ __typename }"}';

describe('documents', () => {
  it.each(Object.entries(BOMBS))('%s', async (_name, { query, variables = {} }) => {
    const [{ status, text }] = await inTime(Promise.all([post(server.origin, query, { variables }), innocent()]));
    expect(status).toBe(400);
    expect(text).not.toMatch(LEAK);
  });

  it.each([
    ['400 fields that there are not', `{ ${Array.from({ length: 400 }, (_, index) => `x${index}`).join(' ')} }`],
    [
      'the schema of the schema of the schema',
      `{ __schema { types { ${'fields { type { '.repeat(20)} name ${'} } '.repeat(20)} } } }`,
    ],
    ['fragments in a circle', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
    ['NUL', '{ a\0b }'],
    ['half a surrogate pair', '{ \ud800 }'],
    ['nothing but commas', ','.repeat(200_000)],
    ['a string that does not end', `{ person(ref: "${'x'.repeat(200_000)}`],
    ['a block string that does not end', `{ person(ref: """${'\n '.repeat(60_000)}`],
    ['a number of 100,000 digits', `{ people(first: ${'9'.repeat(100_000)}) { totalCount } }`],
    ['a name of 100,000 letters', `{ ${'a'.repeat(100_000)} }`],
    ['a circle of default values', 'query ($a: Int = $a) { people(first: $a) { totalCount } }'],
  ])('%s', async (_name, query) => {
    const headers = { accept: 'application/graphql-response+json' };
    const [{ status, text }] = await inTime(Promise.all([post(server.origin, query, { headers }), innocent()]));
    expect(status).toBe(400);
    expect(text).not.toMatch(LEAK);
    expect(text.length).toBeLessThan(20_000);
  });

  it('the whole schema, twenty times at once', async () => {
    const answers = await inTime(
      Promise.all([
        ...Array.from({ length: 20 }, (_, index) => post(server.origin, `${getIntrospectionQuery()}#${index}`)),
        innocent(),
      ]),
    );
    expect(answers.slice(0, -1).map((answer) => answer?.status)).toEqual(Array.from({ length: 20 }, () => 200));
  });
});

describe('variables', () => {
  const AGREEMENTS = 'query ($filter: AgreementFilter) { agreements(filter: $filter) { totalCount } }';
  const nested = (levels: number): unknown => (levels === 0 ? { party: 'mali' } : { not: nested(levels - 1) });

  it.each([
    ['20,000 alternatives', AGREEMENTS, { filter: { or: Array.from({ length: 20_000 }, () => ({})) } }, 400],
    ['5,000 names', AGREEMENTS, { filter: { or: Array.from({ length: 5_000 }, (_, n) => ({ party: `p${n}` })) } }, 400],
    ['a filter inside a filter, 58 times', AGREEMENTS, { filter: nested(58) }, 400],
    [
      'a text of 200,000 letters',
      'query ($t: String!) { search(text: $t) { totalCount } }',
      { t: 'a'.repeat(200_000) },
      200,
    ],
    ['10,000 ids', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', { i: Array.from({ length: 10_000 }, String) }, 200],
    ['a name as long as a body', 'query ($r: Ref!) { person(ref: $r) { slug } }', { r: 'é'.repeat(100_000) }, 400],
  ])('%s', async (_name, query, variables, expected) => {
    const headers = { accept: 'application/graphql-response+json' };
    const [{ status, text, codes }] = await inTime(
      Promise.all([post(server.origin, query, { variables, headers }), innocent()]),
    );
    expect([status, ...codes]).toEqual([expected, 'BAD_USER_INPUT']);
    expect(text).not.toMatch(LEAK);
  });
});

describe('bodies', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number]>([
    ['JSON nested 100,000 times', '['.repeat(100_000), {}, 400],
    [
      'objects nested 30,000 times',
      `{"query":"{a}","variables":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`,
      {},
      400,
    ],
    ['__proto__', '{"query":"{ __typename }","__proto__":{"polluted":1}}', {}, 400],
    ['__proto__ among the variables', '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}', {}, 400],
    [
      'a constructor with a prototype',
      '{"query":"{ __typename }","constructor":{"prototype":{"polluted":1}}}',
      {},
      400,
    ],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), {}, 400],
    ['a batch', `[${HELLO},${HELLO}]`, {}, 400],
    ['a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a text', HELLO, { 'content-type': 'text/plain' }, 415],
    ['an upload', '--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['what says that it is compressed', HELLO, { 'content-encoding': 'br' }, 415],
    ['a body that is too large', `{"query":"${' '.repeat(300_000)}"}`, {}, 413],
  ])('%s', async (_name, body, headers, expected) => {
    const [{ status, text }] = await inTime(Promise.all([postBody(server.origin, body, headers), innocent()]));
    expect(status).toBe(expected);
    expect(text).not.toMatch(LEAK);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('a mutation by GET changes nothing', async () => {
    const mutation =
      'mutation { deletePerson(input: { ref: "goita", version: 1, reason: "entered by mistake" }) { __typename } }';
    for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
      const url = `${server.origin}/graphql?query=${encodeURIComponent(mutation)}`;
      expect((await told(await fetch(url, { headers: { accept } }))).status, accept).toBe(405);
    }
    await innocent();
  });
});

describe('requests', () => {
  it.each([
    ['a host that is none', 'GET /graphql?query={__typename} HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two lengths', head(`${JSON_TYPE}\r\nContent-Length: 5\r\nContent-Length: 6`) + HELLO, 400],
    ['a length and chunks', `${head(`${JSON_TYPE}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked`)}0\r\n\r\n`, 400],
    ['a length that is none', head(`${JSON_TYPE}\r\nContent-Length: -1`), 400],
    [
      'compressed chunks',
      `${head(`${JSON_TYPE}\r\nTransfer-Encoding: gzip, chunked`)}${HELLO.length.toString(16)}\r\n${HELLO}\r\n0\r\n\r\n`,
      415,
    ],
    ['chunks of no size', `${head(`${JSON_TYPE}\r\nTransfer-Encoding: chunked`)}zz\r\nhello\r\n`, 400],
    ['a header with a line in it', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n', 400],
    ['a path that leaves the page', 'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    [
      'a coded path that leaves the page',
      'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['TRACE', 'TRACE /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
    ['10,000 headers', `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(10_000)}\r\n`, 431],
  ])('%s', async (_name, request, expected) => {
    const [answer] = await inTime(Promise.all([raw(request), innocent()]));
    expect(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])).toBe(expected);
    expect(answer).not.toMatch(LEAK);
    expect(answer).not.toContain('root:');
  });

  it('that come too slowly are cut off, while others are answered', { timeout: 60_000 }, async () => {
    const slow = [
      raw('POST /graphql HTTP/1.1\r\nHost: x\r\n'),
      raw(head(`${JSON_TYPE}\r\nContent-Length: 100`), '{"query":'),
      raw(''),
    ];
    await innocent();
    const answers = await Promise.all(slow);
    expect(answers.map((answer) => /^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 'closed')).toEqual([
      '408',
      '408',
      expect.anything(),
    ]);
    await innocent();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawHttp } from './raw-http.js';
import { answerOf, type Running, run } from './toy.js';

let server: Running;

beforeAll(async () => {
  server = await run();
});
afterAll(async () => {
  await server.app.close();
});

const post = async (
  body: string | Uint8Array,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => await answerOf(await fetch(`${server.origin}/graphql`, { method: 'POST', body, headers }));
const get = async (path: string, headers: Record<string, string> = {}) =>
  await answerOf(await fetch(`${server.origin}${path}`, { headers }));
const onlyError = (json: { errors: { message: string; extensions: { code: string } }[]; data?: unknown }) => {
  expect(json).not.toHaveProperty('data');
  expect(json.errors).toHaveLength(1);
  return json.errors[0];
};

describe('a question', () => {
  test('by POST', async () => {
    const answer = await server.ask('query ($n: String) { hello(name: $n) }', { variables: { n: 'Mali' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('vary')).toBe('Accept, Accept-Language, Authorization, Origin');
    expect(answer.json).toEqual({ data: { hello: 'Hello Mali' } });
  });

  test('by GET, with variables', async () => {
    const query = encodeURIComponent('query A($n: String) { hello(name: $n) } query B { hello }');
    const answer = await get(`/graphql?query=${query}&operationName=A&variables=${encodeURIComponent('{"n":"Mali"}')}`);
    expect(answer.json).toEqual({ data: { hello: 'Hello Mali' } });
  });

  test('introspects the schema as GraphiQL does', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const query = getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true, specifiedByUrl: true });
    expect((await server.ask(query)).json.data.__schema.queryType.name).toBe('Query');
  });

  test('is answered in the reader’s languages', async () => {
    const headers = { 'accept-language': 'de;q=0.3, fr-ML, *;q=0.1, fr;q=0.9, xx;q=0, not a tag' };
    expect((await server.ask('{ languages }', { headers })).json.data.languages).toEqual(['fr-ML', 'fr', 'de']);
  });

  test('is answered as application/graphql-response+json to those who ask for it', async () => {
    const answer = await server.ask('{ hello }', { headers: { accept: 'application/graphql-response+json' } });
    expect(answer.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  });

  test('with an Accept header that takes no JSON is refused', async () => {
    const answer = await server.ask('{ hello }', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(406);
    expect(onlyError(answer.json)?.extensions.code).toBe('BAD_REQUEST');
  });
});

describe('a document that is wrong', () => {
  const mistakes: [string, string, string][] = [
    ['does not parse', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['does not fit the schema', '{ helo }', 'GRAPHQL_VALIDATION_FAILED'],
    ['has a wrong variable', 'query ($n: Int! = 1) { double(n: $n) }', 'BAD_USER_INPUT'],
    ['names no operation of its own', 'query A { hello }', 'OPERATION_RESOLUTION_FAILURE'],
  ];
  test.each(mistakes)('%s: 200 as application/json, 400 as graphql-response+json', async (_name, query, code) => {
    const rest = code.startsWith('OPERATION') ? { operationName: 'B' } : { variables: { n: 'two' } };
    const lenient = await server.ask(query, rest);
    const strict = await server.ask(query, { ...rest, headers: { accept: 'application/graphql-response+json' } });
    expect([lenient.status, strict.status]).toEqual([200, 400]);
    for (const { json } of [lenient, strict]) expect(onlyError(json)?.extensions.code).toBe(code);
  });

  test('names what may have been meant', async () => {
    expect((await server.ask('{ helo }')).json.errors[0].message).toContain('Did you mean "hello"?');
  });

  test.each([
    ['[', 'TOO_MANY_TOKENS'],
    ['{a', 'GRAPHQL_PARSE_FAILED'],
    ['{f(a:{', 'GRAPHQL_PARSE_FAILED'],
  ])('with 50,000 times %s is refused, the server stays', async (part, code) => {
    const big = await run({ bodyLimit: 1_000_000 });
    const { json, text } = await big.ask(`{f(a:${part.repeat(50_000)}`);
    expect(onlyError(json)?.extensions.code).toBe(code);
    expect(text).not.toContain('call stack');
    expect((await big.ask('{ hello }')).status).toBe(200);
    await big.app.close();
  });

  test('gives five errors at most, and says that there are more', async () => {
    const { json } = await server.ask(`{ ${Array.from({ length: 50 }, (_, n) => `wrong${n}`).join(' ')} }`);
    expect(json.errors).toHaveLength(6);
    expect(json.errors[5].message).toContain('Too many validation errors');
  });
});

describe('a method that is wrong', () => {
  test('a mutation by GET is refused with 405', async () => {
    const answer = await get(`/graphql?query=${encodeURIComponent('mutation { change }')}`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(onlyError(answer.json)?.extensions.code).toBe('BAD_REQUEST');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused with 405', async (method) => {
    const answer = await answerOf(await fetch(`${server.origin}/graphql`, { method }));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
    expect(onlyError(answer.json)?.extensions.code).toBe('METHOD_NOT_ALLOWED');
  });

  test('HEAD is refused with 405', async () => {
    expect((await fetch(`${server.origin}/graphql`, { method: 'HEAD' })).status).toBe(405);
  });

  test('a subscription over HTTP is refused', async () => {
    const answer = await server.ask('subscription { count(to: 1) }');
    expect(answer.status).toBeLessThan(500);
    expect(onlyError(answer.json)?.extensions.code).toBe('BAD_REQUEST');
    expect(onlyError(answer.json)?.message).toContain('WebSocket');
  });

  test('a subscription by GET is told the same', async () => {
    const response = await fetch(
      `${server.origin}/graphql?query=${encodeURIComponent('subscription { count(to: 1) }')}`,
    );
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors).toMatchObject([
      { message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});

describe('a body that is wrong', () => {
  test.each([
    ['bad JSON', '{"query": '],
    ['no JSON at all', ''],
    ['a list', '[{"query":"{ hello }"}]'],
    ['a text', '"{ hello }"'],
    ['null', 'null'],
    ['no query', '{"variables":{}}'],
    ['an empty query', '{"query":""}'],
    ['a query that is no text', '{"query":1}'],
    ['variables that are no object', '{"query":"{ hello }","variables":[1]}'],
    ['operationName that is no text', '{"query":"{ hello }","operationName":1}'],
    ['a poisoned prototype', '{"query":"{ hello }","variables":{"__proto__":{"admin":true}}}'],
    ['a poisoned constructor', '{"query":"{ hello }","variables":{"constructor":{"prototype":{"admin":true}}}}'],
    ['JSON nested too deep', `{"query":"{ hello }","variables":{"n":${'['.repeat(65)}${']'.repeat(65)}}}`],
  ])('%s: 400', async (_name, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(onlyError(answer.json)?.extensions.code).toBe('BAD_REQUEST');
  });

  test.each(['null', '{}', '"{ hello }"', '7'])('%s: 400, saying what to send', async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(onlyError(answer.json)?.message).toMatch(/must be a JSON object with a query, such as/);
  });

  test('bytes that are not UTF-8: 400', async () => {
    const answer = await post(
      Buffer.concat([Buffer.from('{"query":"{ hello(name: \\"'), Buffer.of(0xff), Buffer.from('\\") }"}')]),
    );
    expect(answer.status).toBe(400);
    expect(onlyError(answer.json)?.message).toContain('UTF-8');
  });

  test('larger than the limit: 413, naming it', async () => {
    const answer = await post(JSON.stringify({ query: `{ hello } #${'x'.repeat(20_000)}` }));
    expect(answer.status).toBe(413);
    expect(onlyError(answer.json)).toEqual({
      message: 'The request body is larger than 16384 bytes.',
      extensions: { code: 'PAYLOAD_TOO_LARGE' },
    });
  });

  const json = '{"query":"{ hello }"}';
  test.each<[string, string, Record<string, string>]>([
    ['plain text', json, { 'content-type': 'text/plain' }],
    ['a form', 'query=%7B%20hello%20%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['application/graphql', '{ hello }', { 'content-type': 'application/graphql' }],
    ['another kind of JSON', json, { 'content-type': 'application/json-patch+json' }],
    ['a media type that hides JSON', json, { 'content-type': 'text/plain; x=application/json' }],
    ['another charset', json, { 'content-type': 'application/json; charset=utf-16' }],
    ['compressed', json, { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('%s: 415', async (_name, body, headers) => {
    const answer = await post(body, headers);
    expect(answer.status).toBe(415);
    expect(onlyError(answer.json)?.extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  test('without a content type: 415', async () => {
    const text = await rawHttp(
      server.port,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: ${json.length}\r\nConnection: close\r\n\r\n${json}`,
    );
    expect(text).toMatch(/^HTTP\/1.1 415 /);
    expect(text).toContain('"UNSUPPORTED_MEDIA_TYPE"');
  });
});

describe('a request that is wrong', () => {
  test('GET without a query says how to ask', async () => {
    for (const path of ['/graphql', '/graphql?', '/graphql?query=', '/graphql?x=query=1']) {
      const answer = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect(answer.status).toBe(400);
      expect(onlyError(answer.json)?.message).toContain('This is a GraphQL endpoint.');
    }
  });

  test('GET with variables that are no JSON: 400', async () => {
    const answer = await get('/graphql?query=%7Bhello%7D&variables=%7B');
    expect([answer.status, onlyError(answer.json)?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('an unknown path: 404, naming the endpoint', async () => {
    const answer = await get('/graphiql');
    expect(answer.status).toBe(404);
    expect(onlyError(answer.json)?.extensions.code).toBe('NOT_FOUND');
    expect(onlyError(answer.json)?.message).toContain('/graphql');
  });

  test('a malformed URL: 400', async () => {
    const answer = await get('/%zz');
    expect([answer.status, onlyError(answer.json)?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test.each(['[', 'a b', 'a/b', 'evil@host', '<script>', 'x:99999999', '%00'])(
    'the Host header %s: 400',
    async (host) => {
      const text = await rawHttp(
        server.port,
        `GET /graphql?query={hello} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      expect(text).toMatch(/^HTTP\/1.1 400 /);
      expect(text).toContain('The Host header names no host.');
      expect(text).not.toContain('ERR_');
    },
  );

  test.each(['localhost:4000', '[::1]:4000', 'accord.example.org', '127.0.0.1'])(
    'the Host header %s is fine',
    async (host) => {
      const text = await rawHttp(
        server.port,
        `GET /graphql?query={hello} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
      expect(text).toMatch(/^HTTP\/1.1 200 /);
    },
  );

  test('HTTP/1.0, which has no Host header, is answered', async () => {
    expect(await rawHttp(server.port, 'GET /graphql?query={hello} HTTP/1.0\r\n\r\n')).toContain('Hello you');
  });

  test('bytes that are no HTTP: 400 in the one shape of errors', async () => {
    const text = await rawHttp(server.port, 'HELLO\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '').errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  test('headers without an end: 431', async () => {
    const text = await rawHttp(server.port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 431 /);
    expect(text).toContain('HEADERS_TOO_LARGE');
  });

  test('persisted queries are not offered', async () => {
    const answer = await post('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}');
    expect(onlyError(answer.json)?.extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '../../src/auth/token.js';
import { UnavailableError } from '../../src/errors.js';
import { database, type Running, run } from './toy.js';

let server: Running;

beforeAll(async () => {
  server = await run({ level: 'info' });
});
afterEach(() => {
  server.log.length = 0;
});
afterAll(async () => {
  await server.app.close();
});

describe('an error that nobody was meant to see', () => {
  test.each(['bug', 'uncodedBug', 'thrownText', 'strangeCode', 'startup'])(
    '%s is masked, and logged under its id',
    async (field) => {
      const { json, text } = await server.ask(`{ hello ${field} }`);
      expect(json).toEqual({
        data: { hello: 'Hello you', [field]: null },
        errors: [
          {
            message: 'Internal server error',
            locations: [{ line: 1, column: 9 }],
            path: [field],
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
          },
        ],
      });
      expect(text).not.toMatch(/secret|stack|node_modules|\.[jt]s/);
      const { requestId } = json.errors[0].extensions;
      expect(server.log).toMatchObject([{ level: 'error', requestId, path: [field] }]);
      expect(JSON.stringify(server.log)).toContain('secret');
    },
  );

  test('in a scalar, in a variable or written out, is masked too', async () => {
    const asked = [
      await server.ask('query ($v: Strict) { strict(value: $v) }', { variables: { v: 'bug' } }),
      await server.ask('{ strict(value: "bug") }'),
    ];
    for (const { json, text } of asked) {
      expect(json.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(text).not.toContain('secret');
    }
    expect(server.log).toHaveLength(2);
  });

  test('carries the id that the request’s resolvers see', async () => {
    const { json } = await server.ask('{ requestId bug }');
    expect(json.errors[0].extensions.requestId).toBe(json.data.requestId);
  });
});

describe('an error that is meant for the caller', () => {
  test('keeps its message, code and details', async () => {
    const { json } = await server.ask('{ wrong }');
    expect(json.errors).toEqual([
      {
        message: 'first must be at most 100, not 1000.',
        locations: [{ line: 1, column: 3 }],
        path: ['wrong'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
      },
    ]);
    expect(server.log).toEqual([]);
  });

  test('that the database is not available is told, its cause is logged', async () => {
    const { json, text } = await server.ask('{ unavailable }');
    expect(json.errors[0]).toMatchObject({
      message: 'The database is busy: try again.',
      extensions: { code: 'UNAVAILABLE', requestId: server.log[0]?.['requestId'] },
    });
    expect(text).not.toContain('SQLITE_BUSY');
    expect(JSON.stringify(server.log)).toContain('SQLITE_BUSY');
  });

  test('a failed validation names each wrong value and what would be right, without the input', async () => {
    const { json } = await server.ask('{ invalid }');
    expect(json.errors[0].message).toBe('filter.name: must be in upper case, for example MALI');
    expect(json.errors[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'filter.name',
      problems: [{ path: 'filter.name', message: 'must be in upper case, for example MALI', code: 'BAD_USER_INPUT' }],
    });
  });

  test('a scalar says what is wrong with a value, in a variable or written out', async () => {
    const inVariable = await server.ask('query ($v: Strict) { strict(value: $v) }', { variables: { v: 'bad' } });
    expect(inVariable.json.errors[0].message).toContain('"bad" is not good; give "good".');
    expect(inVariable.json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const written = await server.ask('{ strict(value: "bad") }');
    expect(written.json.errors[0].message).toContain('"bad" is not good; give "good".');
    expect(written.json.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test.each([
    ['of the wrong type', 'query ($n: Int!) { double(n: $n) }', { n: 'two' }],
    ['that is missing', 'query ($n: Int!) { double(n: $n) }', {}],
    ['that is null though it has a default', 'query ($n: Int = 3) { double(n: $n) }', { n: null }],
  ])('a variable %s is the caller’s mistake', async (_name, query, variables) => {
    const { json } = await server.ask(query, { variables });
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(json.errors[0].message).toMatch(/^(Variable "\$n"|Argument "n") /);
  });
});

test('the log never shows who is asking', async () => {
  const { createLogger } = await import('../../src/logger.js');
  const lines: string[] = [];
  createLogger('info', { write: (line) => lines.push(line) }).info({
    authorization: 'secret',
    headers: { authorization: 'secret', cookie: 'secret' },
    request: { headers: { authorization: 'secret' } },
    database: { password: 'secret' },
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('secret');
});

test('a token that cannot be looked up now, because the database is away, is told to try again', async () => {
  const rows = () => Promise.reject(new UnavailableError('The database does not answer now; try again later.'));
  const away = await run({ database: Object.assign(database(), { rows }) });
  const authorization = `Bearer ${makeToken(1).token}`;
  const { status, json } = await away.ask('{ hello }', { headers: { authorization } });
  await away.app.close();
  expect([status, json.errors]).toEqual([
    503,
    [{ message: 'The database does not answer now; try again later.', extensions: { code: 'UNAVAILABLE' } }],
  ]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countingSchema } from './counting.js';
import { rawHttp } from './raw-http.js';
import { answerOf, database, type Running, run } from './toy.js';

describe.each([
  ['with a cache', 1],
  ['without a cache', 0],
])('%s', (_name, answerCacheMb) => {
  let server: Running;
  let mark = 0;

  beforeAll(async () => {
    const { schema } = countingSchema();
    const stateMark = async () => String(mark);
    server = await run({ schema, answerCacheMb, database: database(async () => {}, stateMark) });
  });
  beforeEach(() => {
    mark += 1;
  });
  afterAll(() => server.app.close());

  const get = async (query: string, headers: Record<string, string> = {}) =>
    await answerOf(await fetch(`${server.origin}/graphql?query=${encodeURIComponent(query)}`, { headers }));
  const tagOf = async (query: string, headers: Record<string, string> = {}) =>
    (await get(query, headers)).headers.get('etag') ?? '';

  test('an answer by GET has a strong tag, and is asked for again each time', async () => {
    const { headers } = await get('{ languages }');
    expect(headers.get('etag')).toMatch(/^"[\w-]{27}"$/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('vary')).toBe('Accept, Accept-Language, Authorization, Origin');
  });

  test('the tag stays through writes that do not touch the answer, and no longer', async () => {
    const tag = await tagOf('{ languages }');
    mark += 1;
    expect(await tagOf('{ languages }')).toBe(tag);
    const counted = await tagOf('{ n }');
    mark += 1;
    expect(await tagOf('{ n }')).not.toBe(counted);
    expect((await get('{ n }', { 'if-none-match': counted })).status).toBe(200);
  });

  test('other bytes and other media types have other tags', async () => {
    const tags = [
      await tagOf('{ languages }'),
      await tagOf('{ languages }', { 'accept-language': 'fr' }),
      await tagOf('{ languages }', { accept: 'application/graphql-response+json' }),
    ];
    expect(new Set(tags).size).toBe(3);
  });

  test.each<[string, (tag: string) => string]>([
    ['the tag', (tag) => tag],
    ['several tags', (tag) => `"other", ${tag} ,"W/"`],
    ['the tag as a weak one, of a proxy that compresses', (tag) => `W/${tag}`],
    ['any', () => ' * '],
  ])('who names %s is told that the copy is good', async (_case, named) => {
    const tag = await tagOf('{ languages }');
    const text = await rawHttp(
      server.port,
      `GET /graphql?query={%20languages%20} HTTP/1.1\r\nHost: x\r\nIf-None-Match: ${named(tag)}\r\nConnection: close\r\n\r\n`,
    );
    const [head = '', body] = text.split('\r\n\r\n');
    expect(body).toBe('');
    const lines = head.toLowerCase().split('\r\n');
    expect(lines[0]).toBe('http/1.1 304 not modified');
    const names = lines.slice(1).map((line) => line.split(':', 1)[0]);
    for (const name of ['content-type', 'content-length', 'transfer-encoding']) expect(names).not.toContain(name);
    expect(head).toContain(`etag: ${tag}`);
    expect(lines).toContain('cache-control: no-cache');
    expect(lines).toContain('vary: accept, accept-language, authorization, origin');
  });

  test.each(['"other"', 'W/"other"', '', 'nonsense', '"*"', 'W/*', '*, "x"'])(
    'who names %s gets the answer',
    async (named) => {
      const { status, json } = await get('{ languages }', { 'if-none-match': named });
      expect([status, json]).toEqual([200, { data: { languages: [] } }]);
    },
  );

  test.each(['{ wrong }', '{ bug }', '{ nothing }', '{', 'mutation { change }'])(
    'an answer with errors has no tag and is kept nowhere: %s',
    async (query) => {
      for (const accept of ['application/json', 'application/graphql-response+json']) {
        const { headers, json } = await get(query, { accept, 'if-none-match': '*' });
        expect(json.errors).toHaveLength(1);
        expect(headers.get('etag')).toBeNull();
        expect(headers.get('cache-control')).toBe('no-store');
      }
    },
  );

  test('nor has one that its reader cannot read', async () => {
    const { status, headers } = await get('{ languages }', { accept: 'text/html', 'if-none-match': '*' });
    expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([406, null, 'no-store']);
  });

  test('an answer by POST has none: HTTP keeps it nowhere', async () => {
    const { status, headers } = await server.ask('{ languages }', { headers: { 'if-none-match': '*' } });
    expect(status).toBe(200);
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('cache-control')).toBeNull();
  });
});

import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createToken } from '../../src/domain/token/token.service.js';
import { Exporter } from '../../src/exchange/export/exporter.js';
import { createLogger } from '../../src/logger.js';
import { type App, createApp } from '../../src/server/app.js';
import type { Exporter as ServedExporter } from '../../src/server/export-route.js';
import { appSchema } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

vi.setConfig({ testTimeout: 60_000 });

let test: TestDatabase;
let app: App;
let origin: string;

async function serve(exporter?: ServedExporter, publicRead = true): Promise<void> {
  const schema = await appSchema();
  app = await createApp({
    database: test.database,
    schema,
    exporter: exporter ?? new Exporter(test.database, schema),
    logger: createLogger('silent'),
    page: '/nowhere',
    config: { ...readConfig({ PORT: '0', SLOW_MS: '0' }), publicRead },
  });
  ({ origin } = new URL(await app.listen()));
}

beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(async () => {
  await app.close();
  await test.dispose();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}/export/${path}`, { headers });
const filter = (value: object) => `filter=${encodeURIComponent(JSON.stringify(value))}`;

describe('GET /export/…', () => {
  beforeEach(() =>
    write(test.database, {
      organizations: [
        {
          slug: 'mali',
          names: [
            { text: 'Mali', lang: 'en' },
            { text: 'Le Mali', lang: 'fr' },
          ],
        },
      ],
      commodities: ['fuel'],
      agreements: [{ slug: 'deal', parties: ['mali'], terms: [{ commodity: 'fuel' }] }, 'other'],
    }),
  );

  it.each([
    ['records.jsonl', 'application/jsonl; charset=utf-8', /^\{"format":"accord-records","version":1\}\n/],
    ['agreements.csv', 'text/csv; charset=utf-8; header=present', /^slug,label,.*\r\ndeal,deal,CONTRACT,.*\r\nother,/],
    ['entities.ftm.json', 'application/jsonl; charset=utf-8', /^\{"id":"accord\.organization\.mali"/],
    ['facts.jsonld', 'application/ld+json; charset=utf-8', /^\{"@context":/],
    ['network.gexf', 'application/gexf+xml; charset=utf-8', /^<\?xml version="1\.0" encoding="UTF-8"\?>/],
  ])('gives %s', async (file, type, text) => {
    await serve();
    const response = await get(file);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="accord-${file}"`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toMatch(text);
  });

  it('takes a filter and a language', async () => {
    await serve();
    const agreements = await (await get(`agreements.csv?${filter({ commodity: 'fuel' })}`)).text();
    expect(agreements.split('\r\n').map((line) => line.split(',')[0])).toEqual(['slug', 'deal', '']);
    expect(await (await get('organizations.csv?lang=fr')).text()).toContain('mali,Le Mali,');
    expect(await (await get('organizations.csv', { 'accept-language': 'fr' })).text()).toContain('mali,Le Mali,');
  });

  it.each([
    ['ships.csv', 404, 'NOT_FOUND', 'There is no such export. There are records.jsonl,'],
    ['records.jsonl?limit=5', 400, 'BAD_USER_INPUT', 'There is no parameter limit; there are filter and lang.'],
    ['records.jsonl?lang=en&lang=fr', 400, 'BAD_USER_INPUT', 'lang stands twice.'],
    ['records.jsonl?filter=fuel', 400, 'BAD_USER_INPUT', 'filter: must be a JSON object'],
    [`records.jsonl?${filter({ commodity: 'feul' })}`, 400, 'REFERENCE_NOT_FOUND', 'Did you mean fuel (fuel)?'],
    [`agreements.csv?${filter({ nothing: 1 })}`, 400, 'BAD_USER_INPUT', 'Field "nothing" is not defined'],
    ['agreements.csv?lang=no%20such', 400, 'BAD_USER_INPUT', 'is not a language tag'],
  ])('refuses %s as JSON', async (path, status, code, message) => {
    await serve();
    const response = await get(path);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
    expect(errors[0]?.message).toContain(message);
  });

  it('asks for a token where reading does', async () => {
    await serve(undefined, false);
    const refused = await get('agreements.csv');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const token = await createToken(test.database, { name: 'reader', role: 'reader', expiresAt: null });
    expect((await get('agreements.csv', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get('agreements.csv', { authorization: 'Bearer wrong' })).status).toBe(401);
  });
});

/** Exports that go on for as long as they are read, until one part fails. */
function endless(failAt = Number.POSITIVE_INFINITY) {
  const state = { made: 0, closed: 0 };
  const exporter: ServedExporter = {
    files: () => ['all.txt'],
    open: async () => ({
      mediaType: 'text/plain',
      parts: (async function* () {
        for (let at = 0; ; at++) {
          if (at === failAt) throw new Error('the disk is gone');
          state.made += 1;
          await sleep(1);
          yield 'x'.repeat(65_536);
        }
      })(),
      close: async () => {
        state.closed += 1;
      },
    }),
  };
  return { exporter, state };
}

async function leaving() {
  const outgoing = httpRequest(`${origin}/export/all.txt`).end();
  const [incoming] = await once(outgoing, 'response');
  outgoing.on('error', () => undefined);
  incoming.on('error', () => undefined);
  return { incoming, leave: () => outgoing.destroy() };
}

const until = async (holds: () => boolean) => {
  while (!holds()) await sleep(10);
};

describe('an export over HTTP', () => {
  it('waits for who does not read, and ends with who goes away', async () => {
    const { exporter, state } = endless();
    await serve(exporter);
    const { leave } = await leaving();
    let before = -1;
    while (before !== state.made) {
      before = state.made;
      await sleep(500);
    }
    leave();
    await until(() => state.closed === 1);
    expect(state.made).toBeLessThan(before + 3);
  });

  it.each(['while it is read', 'while it is begun'])(
    'has its view of the database closed for who goes away %s',
    async (when) => {
      let closed = 0;
      let close: () => void = () => undefined;
      const closing = new Promise<void>((resolve) => {
        close = resolve;
      });
      let isAsked = false;
      let open: () => void = () => undefined;
      const opening = new Promise<void>((resolve) => {
        open = resolve;
      });
      await serve({
        files: () => ['all.txt'],
        open: async () => {
          isAsked = true;
          if (when === 'while it is begun') await opening;
          return {
            mediaType: 'text/plain',
            // a statement that would run for ever: only closing the view ends it
            parts: (async function* () {
              yield 'x';
              await closing;
              throw new Error('closed');
            })(),
            close: async () => {
              closed += 1;
              close();
            },
          };
        },
      });
      const outgoing = httpRequest(`${origin}/export/all.txt`)
        .on('error', () => undefined)
        .end();
      const answered = new Promise<void>((resolve) => {
        outgoing.on('response', (incoming) => {
          incoming.on('error', () => undefined).resume();
          resolve();
        });
      });
      await until(() => isAsked);
      if (when === 'while it is read') await answered;
      outgoing.destroy();
      await sleep(100);
      open();
      await until(() => closed === 1);
    },
  );

  it('is cut where something goes wrong in the middle, so that nobody takes a part for all', async () => {
    const { exporter, state } = endless(5);
    await serve(exporter);
    const response = await get('all.txt');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await until(() => state.closed === 1);
  });

  it('is one of two at most; the next is told when to come again, and questions are answered', async () => {
    const { exporter, state } = endless();
    await serve(exporter);
    const both = [await leaving(), await leaving()];
    const refused = await get('all.txt');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect((await fetch(`${origin}/graphql?query={__typename}`)).status).toBe(200);
    for (const { leave } of both) leave();
    await until(() => state.closed === 2);
    const { leave } = await leaving();
    leave();
  });

  it('does not keep the server from stopping', async () => {
    const { exporter, state } = endless();
    await serve(exporter);
    const { incoming } = await leaving();
    incoming.resume();
    await app.close();
    expect(state.closed).toBe(1);
  });
});

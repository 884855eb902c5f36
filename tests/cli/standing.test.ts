import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { accord, accordServing, type Serving } from '../support/accord.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let place: TestDatabase;
let editor: string;
const serving: Serving[] = [];
const leaving: (() => unknown)[] = [];

const serve = async (environment: Record<string, string> = {}) => {
  const one = await accordServing(['serve'], { DATABASE_URL: place.url, ...environment });
  serving.push(one);
  return one;
};
const token = async (name: string, role: string) => {
  const { stdout, code, stderr } = await accord(['token', 'create', '--name', name, '--role', role], {
    DATABASE_URL: place.url,
  });
  if (code !== 0) throw new Error(stderr);
  return /accord_\S+/.exec(stdout)?.[0] as string;
};

async function post({ origin }: Serving, query: string, authorization?: string) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization: `Bearer ${authorization}` }) },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  return (await response.json()) as any;
}
const create = async (one: Serving, slug: string, rest = '') => {
  const { data, errors } = await post(
    one,
    `mutation { createAgreement(input: { slug: "${slug}", instrument: LOAN, status: SIGNED, clientMutationId: "${slug}", ${rest}
      evidence: [{ source: "malikonews-2025-10-24" }] }) { record { slug } } }`,
    editor,
  );
  if (!data) throw new Error(JSON.stringify(errors));
};

const QUESTION =
  'subscription ($after: String) { agreementsChanged(filter: { instrument: [LOAN] }, after: $after) { transition slug cursor } }';

interface Event {
  readonly transition: string;
  readonly slug: string;
  readonly cursor: string;
}

/** Events over a WebSocket; ends when the server goes, or when it has what it waits for. */
function socket({ origin }: Serving, after?: string, connectionParams: Record<string, unknown> = {}) {
  const events: Event[] = [];
  const client = createClient({
    url: `${origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
  });
  leaving.push(() => client.dispose());
  const opened = new Promise<void>((resolve) => client.on('connected', () => resolve()));
  const ended = new Promise<unknown>((resolve) => {
    client.subscribe<{ agreementsChanged: Event }>(
      { query: QUESTION, variables: { after } },
      {
        next: ({ data, errors }) => {
          if (errors) resolve(errors);
          else if (data) events.push(data.agreementsChanged);
        },
        error: resolve,
        complete: () => resolve(undefined),
      },
    );
  });
  return { events, ended, opened };
}

/** Events as curl would see them. */
async function stream({ origin }: Serving, query: string, init: RequestInit = {}) {
  const stop = new AbortController();
  leaving.push(() => stop.abort());
  const response = await fetch(`${origin}/graphql?query=${encodeURIComponent(query)}`, {
    signal: stop.signal,
    ...init,
    headers: { accept: 'text/event-stream', ...init.headers },
  });
  const state = { text: '', isOver: false };
  const reading = (async () => {
    for await (const chunk of response.body ?? []) state.text += Buffer.from(chunk).toString();
    state.isOver = true;
  })().catch(() => undefined);
  return { response, state, reading, stop };
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};
/** A subscription says nothing until something happens: what is written before it has begun is not for it. */
const begun = () => new Promise((resolve) => setTimeout(resolve, 500));

beforeAll(async () => {
  place = await openTestDatabase({ seeded: true });
  editor = await token('desk', 'editor');
});
afterAll(() => place.dispose());
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave();
  for (const { child, ended } of serving.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

describe('standing questions', () => {
  let one: Serving;
  let two: Serving;
  beforeEach(async () => {
    [one, two] = await Promise.all([serve(), serve()]);
  });

  test('of one process are told what another one writes, over a WebSocket and as events', async () => {
    const over = socket(one);
    await over.opened;
    const events = await stream(two, QUESTION);
    expect(events.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await begun();
    await create(two, 'by-two');
    await create(one, 'by-one');
    await until(() => over.events.length === 2 && events.state.text.includes('by-one'));
    expect(over.events.map(({ transition, slug }) => [transition, slug])).toEqual([
      ['ENTERED', 'by-two'],
      ['ENTERED', 'by-one'],
    ]);
    const data = [...events.state.text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, json]) =>
      JSON.parse(json as string),
    );
    expect(data.map(({ data: { agreementsChanged } }) => agreementsChanged)).toEqual(over.events);
  });

  test('go on where they were cut off, with nothing lost and nothing twice, while several write', async () => {
    const seen: Event[] = [];
    const { changesCursor } = (await post(two, '{ changesCursor }')).data;
    const slugs = Array.from({ length: 24 }, (_, n) => `written-${n}`);
    const first = socket(one);
    await first.opened;
    await begun();
    const writing = Promise.all(
      [0, 1, 2].map(async (part) => {
        for (let n = part; n < slugs.length; n += 3) await create(two, slugs[n] as string);
      }),
    );
    await until(() => first.events.length >= 5);
    one.child.kill('SIGKILL');
    await first.ended;
    seen.push(...first.events);
    await writing;
    const again = socket(two, seen.at(-1)?.cursor);
    await until(() => seen.length + again.events.length >= slugs.length);
    await create(two, 'written-at-last');
    await until(() => again.events.at(-1)?.slug === 'written-at-last');
    seen.push(...again.events);
    const { changes } = (await post(two, `{ changes(first: 100, after: "${changesCursor}") { nodes { slug } } }`)).data;
    expect(seen.map(({ slug }) => slug)).toEqual(changes.nodes.map(({ slug }: Event) => slug));
    expect(new Set(seen.map(({ slug }) => slug))).toEqual(new Set([...slugs, 'written-at-last']));
  });

  test('end when the server goes, so that clients look for another', async () => {
    const over = socket(one);
    await over.opened;
    const events = await stream(one, QUESTION);
    await begun();
    one.child.kill('SIGTERM');
    expect(await one.ended).toMatchObject({ code: 0 });
    expect(await over.ended).toMatchObject({ code: 1001 });
    await events.reading;
    expect(events.state.text).not.toContain('complete');
  });

  test('as events: one answer to a query, and clear refusals', async () => {
    const answer = await stream(one, '{ agreement(ref: "mali-gold-refinery") { slug } }');
    await answer.reading;
    expect(answer.state.text).toContain(
      'event: next\ndata: {"data":{"agreement":{"slug":"mali-gold-refinery"}}}\n\nevent: complete\ndata: \n\n',
    );
    const wrong = await stream(one, 'subscription { nothing }');
    expect(wrong.response.status).toBe(400);
    await wrong.reading;
    expect(JSON.parse(wrong.state.text).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const mutation = await stream(
      one,
      'mutation { deleteAgreement(input: { ref: "x", version: 1, reason: "entered by mistake" }) { claims { id } } }',
    );
    expect(mutation.response.status).toBe(405);
    const unknown = await stream(
      one,
      'subscription { agreementsChanged(filter: { commodity: "petrolium" }) { slug } }',
    );
    await unknown.reading;
    expect(unknown.state.text).toContain('"code":"REFERENCE_NOT_FOUND"');
    expect(unknown.state.text).toMatch(/event: complete\ndata: \n\n$/);
    expect((await post(one, QUESTION)).errors[0].message).toContain('text/event-stream');
  });
});

test('where reading is not public, a standing question ends when its token is revoked', async () => {
  const closed = await serve({ PUBLIC_READ: 'false' });
  const reader = await token('reader', 'reader');
  expect((await stream(closed, QUESTION)).response.status).toBe(401);
  const over = socket(closed, undefined, { authorization: `Bearer ${reader}` });
  const events = await stream(closed, QUESTION, { headers: { authorization: `Bearer ${reader}` } });
  await over.opened;
  await begun();
  await create(closed, 'while-welcome');
  await until(() => over.events.length === 1 && events.state.text.includes('while-welcome'));
  expect((await accord(['token', 'revoke', 'reader'], { DATABASE_URL: place.url })).code).toBe(0);
  await create(closed, 'when-not');
  await over.ended;
  await events.reading;
  expect(over.events).toHaveLength(1);
  expect(events.state.text).toContain('"code":"UNAUTHENTICATED"');
  expect(events.state.text).not.toContain('when-not');
});

test('the program of docs/front-end.md keeps its list right, also when the server is gone for a while', async () => {
  const one = await serve();
  const example = /```ts\n\/\/ standing\.ts\n([\s\S]*?)```/.exec(
    readFileSync('docs/front-end.md', 'utf8'),
  )?.[1] as string;
  const { code } = transformSync(example.replace('127.0.0.1:4000', new URL(one.origin).host), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const program = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  leaving.push(() => program.kill());
  let said = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (part) => (said += part));
  const petroleum = 'terms: [{ commodity: "diesel", kind: OFFER }]';
  await until(() => said.includes('mali-russia-petroleum-supply'));
  await begun();
  await create(one, 'program-hears', petroleum);
  await until(() => said.includes('ENTERED program-hears'));
  one.child.kill('SIGKILL');
  await one.ended;
  const other = await serve();
  await create(other, 'program-misses', petroleum);
  await serve({ PORT: new URL(one.origin).port });
  await until(() => said.includes('ENTERED program-misses'));
  expect(said.match(/ENTERED program-\w+/g)).toEqual(['ENTERED program-hears', 'ENTERED program-misses']);
});

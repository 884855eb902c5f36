import { readdirSync, readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error what is measured is not typed
import { QUESTIONS } from '../../bench/questions.mjs';
import { readConfig } from '../../src/config.js';
import { LIMIT_CODES } from '../../src/graphql/bounds/refuse.js';
import { type SeededServer, serveSeeds } from '../support/serving.js';
import { askSocket, post } from './asking.js';
import { BOMBS, REPEATED_INTROSPECTION } from './bombs.js';

const { documentLimits } = readConfig({});
const BOUNDLESS = {
  depth: 1e9,
  aliases: 1e9,
  directives: 1e9,
  rootFields: 1e9,
  fragments: 1e9,
  fields: 1e9,
  cost: Number.MAX_VALUE,
};

const LIMIT_OF: Readonly<Record<string, keyof typeof documentLimits>> = {
  TOO_MANY_TOKENS: 'tokens',
  TOO_DEEP: 'depth',
  TOO_MANY_ALIASES: 'aliases',
  TOO_MANY_DIRECTIVES: 'directives',
  TOO_MANY_ROOT_FIELDS: 'rootFields',
  TOO_MANY_FRAGMENTS: 'fragments',
  TOO_MANY_FIELDS: 'fields',
  TOO_COSTLY: 'cost',
};

let server: SeededServer;
beforeAll(async () => {
  server = await serveSeeds();
});
afterAll(() => server.close());

it('each limit has a code of its own', () => {
  expect(Object.keys(LIMIT_OF).sort()).toEqual([...LIMIT_CODES].sort());
});

describe.each(Object.entries(BOMBS))('%s', (_name, { query, variables = {}, code }) => {
  const limit = documentLimits[LIMIT_OF[code] as keyof typeof documentLimits];

  it('is refused with 400, its code and the figure, whatever media type is wanted', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const { status, json, codes } = await post(server.origin, query, { variables, headers: { accept } });
      expect([status, codes[0]]).toEqual([400, code]);
      expect(json).not.toHaveProperty('data');
      const { message, extensions } = json.errors[0];
      expect(extensions).toMatchObject({ code, limit });
      expect(extensions.found).toBeGreaterThan(limit);
      expect(message).toContain(String(limit));
      expect(message.length).toBeLessThan(200);
    }
  });

  it('is refused over a socket in the same way', async () => {
    // the largest message a socket takes is that of HTTP
    const { errors = [] } = await askSocket(server.origin, query, variables);
    expect(errors[0]?.extensions).toMatchObject({ code, limit });
  });
});

describe('each guard by itself', () => {
  it.each(Object.entries(BOMBS))(
    '%s is refused where no other limit is set',
    async (_name, { query, variables, code }) => {
      const name = LIMIT_OF[code] as keyof typeof documentLimits;
      const only = { ...BOUNDLESS, tokens: 1500, [name]: documentLimits[name] };
      const alone = await serveSeeds({ documentLimits: only });
      try {
        const { status, codes } = await post(alone.origin, query, { variables });
        expect([status, codes]).toEqual([400, [code]]);
      } finally {
        await alone.close();
      }
    },
  );

  it('nothing that the parser reads overflows its stack, at the most tokens that can be set', async () => {
    const alone = await serveSeeds({ documentLimits: { ...BOUNDLESS, tokens: 1500 } });
    try {
      for (const text of [
        `{ a(b: ${'['.repeat(1490)}`,
        '{a'.repeat(749),
        '{...'.repeat(740),
        `query($a:${'['.repeat(1490)}`,
      ]) {
        const { status, codes } = await post(alone.origin, text);
        expect([status, codes]).toEqual([200, ['GRAPHQL_PARSE_FAILED']]);
      }
    } finally {
      await alone.close();
    }
  });
});

describe('what is refused', () => {
  it('is refused again, and does not become known by being asked often', async () => {
    const { query, code } = BOMBS['a tower of aliases'] as (typeof BOMBS)[string];
    for (let time = 0; time < 3; time += 1) expect((await post(server.origin, query)).codes).toEqual([code]);
  });

  it('by its cost with some variables is answered with others', async () => {
    const { query } = BOMBS['pages inside each other by variables'] as (typeof BOMBS)[string];
    expect((await post(server.origin, query, { variables: { n: 100 } })).codes).toEqual(['TOO_COSTLY']);
    expect((await post(server.origin, query, { variables: { n: 2 } })).codes).toEqual([]);
    expect((await post(server.origin, query, { variables: { n: 100 } })).codes).toEqual(['TOO_COSTLY']);
  });

  it('leaves wrong variables to be told as such', async () => {
    const { query } = BOMBS['pages inside each other by variables'] as (typeof BOMBS)[string];
    for (const n of ['100', 1e30, {}, [100], true]) {
      const { status, codes } = await post(server.origin, query, {
        variables: { n },
        headers: { accept: 'application/graphql-response+json' },
      });
      expect(status).toBe(400);
      expect(['BAD_USER_INPUT', 'TOO_COSTLY']).toContain(codes[0]);
    }
    const one = 'query ($n: Int) { agreements(first: $n) { nodes { slug } } }';
    for (const n of ['100', 1e30, {}, [100], true])
      expect((await post(server.origin, one, { variables: { n } })).codes).toEqual(['BAD_USER_INPUT']);
    for (const n of [1000, -1]) {
      const { status, codes } = await post(server.origin, one, { variables: { n } });
      expect([status, codes]).toEqual([200, ['BAD_USER_INPUT']]);
    }
  });

  it('circles of fragments are told as such', async () => {
    const { codes } = await post(
      server.origin,
      '{ commodity(ref: "gold") { ...a } } fragment a on Commodity { children { ...b } } fragment b on Commodity { children { ...a } }',
    );
    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('asking for the whole schema is allowed, not many times over', async () => {
    expect((await post(server.origin, getIntrospectionQuery({ inputValueDeprecation: true }))).codes).toEqual([]);
    const few = await serveSeeds({ documentLimits: { ...documentLimits, depth: 1, cost: 20_000 } });
    try {
      expect((await post(few.origin, getIntrospectionQuery())).codes).toEqual([]);
      expect((await post(few.origin, REPEATED_INTROSPECTION)).codes).toEqual(['TOO_COSTLY']);
    } finally {
      await few.close();
    }
  });
});

describe('honest questions pass', () => {
  const RECEIPTS = `{ agreements { nodes { terms { claims { nodes { evidence { source { publisher { country { names { text } } } } } } } } } } }`;
  const READ_ON = `{ agreements { nodes { terms { claims { nodes { evidence { source { claims { nodes { evidence { source { slug } } } } } } } } } } } }`;

  const PETROLEUM = { commodity: 'petroleum' };

  it.each([
    ['receipts eleven levels deep', RECEIPTS, {}],
    ['receipts of the sources of receipts', READ_ON, {}],
    ['the flagship with a full page', QUESTIONS.q1.text.replace('agreements(', 'agreements(first: 100, '), PETROLEUM],
  ])('%s', async (_name, query, variables) => {
    const { status, codes, json } = await post(server.origin, query, { variables });
    expect([status, codes]).toEqual([200, []]);
    expect(json.data.agreements.nodes).not.toEqual([]);
  });

  it.each(
    ['schema/examples', 'tests/questions'].flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.graphql'))
        .map((file) => `${folder}/${file}`),
    ),
  )('%s', async (file) => {
    const given = file.replace(/\.graphql$/, '.variables.json');
    const isThere = readdirSync(file.slice(0, file.lastIndexOf('/'))).some((name) => given.endsWith(name));
    const variables = isThere ? JSON.parse(readFileSync(given, 'utf8')) : {};
    const query = readFileSync(file, 'utf8');
    if (/^subscription\b/m.test(query)) {
      const stop = new AbortController();
      const { status } = await fetch(`${server.origin}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { accept: 'text/event-stream' },
        signal: stop.signal,
      });
      stop.abort();
      expect(status).toBe(200);
      return;
    }
    const { status, codes } = await post(server.origin, query, { variables });
    expect([status, codes]).toEqual([200, []]);
  });
});

describe('filters in a variable', () => {
  const query = 'query ($wanted: AgreementFilter) { agreements(filter: $wanted) { totalCount } }';
  // What is wrong inside would be told, were it looked at.
  const variables = { wanted: { or: Array.from({ length: 10_000 }, () => ({ nonsense: 1 })) } };
  const refusal = {
    message: '$wanted: at most 100 filters can be combined; ask for less at once',
    extensions: { code: 'BAD_USER_INPUT', argument: '$wanted' },
  };

  it('are counted before they are looked at', async () => {
    expect((await post(server.origin, query, { variables })).json.errors).toMatchObject([refusal]);
    const { errors } = await askSocket(server.origin, query, { wanted: { or: variables.wanted.or.slice(0, 200) } });
    expect(errors).toMatchObject([refusal]);
  });

  it('are counted where a variable holds a part of a filter', async () => {
    const part = 'query ($wanted: [AgreementFilter!]) { agreements(filter: { or: $wanted }) { totalCount } }';
    const { json } = await post(server.origin, part, { variables: { wanted: variables.wanted.or } });
    expect(json.errors).toMatchObject([refusal]);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyPlaces, type SeededServer, serveSeeds } from '../support/serving.js';

const FOLDER = 'schema/examples';
const files = readdirSync(FOLDER);
const names = files.filter((file) => file.endsWith('.graphql')).map((file) => path.basename(file, '.graphql'));

const read = (name: string) => readFileSync(path.join(FOLDER, `${name}.graphql`), 'utf8');
const variablesFile = (name: string) => path.join(FOLDER, `${name}.variables.json`);

describe('the examples', () => {
  it('are there, and nothing else is', () => {
    expect(names.length).toBeGreaterThan(8);
    const expected = names.flatMap((name) => [`${name}.graphql`, `${name}.variables.json`]);
    expect(files.filter((file) => !expected.includes(file))).toEqual([]);
  });

  it.each(names)('%s begins with its question and has one operation with a name', (name) => {
    const text = read(name);
    expect(text.split('\n')[0]).toMatch(/^# .*\?$/);
    const operations = parse(text).definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    );
    expect(operations.map(({ name: given }) => given?.value)).toEqual([expect.stringMatching(/^[A-Z]\w+$/)]);
    expect(existsSync(variablesFile(name))).toBe(operations[0]?.variableDefinitions?.length !== 0);
  });
});

describe('on the seeded server', () => {
  let server: SeededServer;
  beforeAll(async () => {
    server = await serveSeeds();
  });
  afterAll(() => server.close());

  const isStanding = (name: string) => /^subscription\b/m.test(read(name));

  it.each(names.filter(isStanding))('%s begins to wait', async (name) => {
    const { status, headers, body } = await fetch(`${server.origin}/graphql?query=${encodeURIComponent(read(name))}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const reader = body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe(':\n\n');
    await reader?.cancel();
  });

  it.each(names.filter((name) => !isStanding(name)))('%s shows something', async (name) => {
    const variables = existsSync(variablesFile(name)) ? JSON.parse(readFileSync(variablesFile(name), 'utf8')) : {};
    const data = await server.dataOf(read(name), variables);
    expect(Object.keys(data).length).toBeGreaterThan(0);
    expect(emptyPlaces(data)).toEqual([]);
  });
});

describe('an answer shows nothing', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['where a record is null', { person: null, country: { slug: 'mali' } }, ['person']],
    ['where a list is empty', { commodityFlows: [] }, ['commodityFlows']],
    ['where a page is empty', { people: { nodes: [] }, places: { edges: [] } }, ['people.nodes', 'places.edges']],
    ['where a page of a record is empty', { a: [{ claims: { nodes: [] } }] }, ['a.0.claims.nodes']],
  ])('%s', (_where, data, places) => expect(emptyPlaces(data)).toEqual(places));

  it('but not where a count is 0, or where a record has a list without entries or a field without a value', () => {
    expect(emptyPlaces({ count: { totalCount: 0 }, meetings: { nodes: [{ place: null, members: [] }] } })).toEqual([]);
  });
});

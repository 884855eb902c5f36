import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SeededServer, serveSeeds } from '../support/serving.js';

// GraphQL over HTTP, as the authors of its specification check it: the whole suite, against the real server.

let server: SeededServer;
beforeAll(async () => {
  server = await serveSeeds();
});
afterAll(() => server.close());

const audits: readonly Audit[] = serverAudits({ url: () => `${server.origin}/graphql` });

it('has 13 audits of what a server MUST do, 23 of what it SHOULD and 25 of what it MAY', () => {
  const of = (requirement: string) => audits.filter(({ name }) => name.startsWith(`${requirement} `)).length;
  expect([of('MUST'), of('SHOULD'), of('MAY'), audits.length]).toEqual([13, 23, 25, 61]);
});

it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (id, name, audit) => {
  const result = await audit.fn();
  expect(result, 'reason' in result ? result.reason : undefined).toEqual({ id, name, status: 'ok' });
});

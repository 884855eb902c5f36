import fc from 'fast-check';
import type { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../src/domain/doctor/doctor.service.js';
import { createLogger } from '../../src/logger.js';
import { createErrorPublisher } from '../../src/server/public-error.js';
import { appSchema, ask } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { hostileValues, MEANT, operationOf } from '../support/hostile-values.js';

// Every argument of every question and mutation, as the schema tells them: whatever is said is data, never syntax.

const schema = await appSchema();

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, MEANT);
});
afterAll(() => test.dispose());

const LEAK = /\bat .+:\d+:\d+|node_modules|SQLITE_|QueryFailedError|syntax error|invalid byte|dist\/|src\/|errno/i;

/** What a client would be told of each error; it must have been made for people. */
function publicErrors(errors: readonly GraphQLError[]) {
  const seen: unknown[] = [];
  const publish = createErrorPublisher(createLogger('error', { write: (line) => seen.push(line) }));
  const told = errors.map((error) => publish(error, error.toJSON()));
  return { told, seen };
}

const fields = (['query', 'mutation'] as const).flatMap((kind) =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map(
    (field) => [`${kind} ${field.name}`, kind, field] as const,
  ),
);

describe('whatever is given to', () => {
  it.each(fields.filter(([, , { args }]) => args.length > 0))('%s', async (_name, kind, field) => {
    const operation = operationOf(kind, field);
    const given = fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, hostileValues(type)])));
    await fc.assert(
      fc.asyncProperty(given, async (variables) => {
        const { errors = [] } = await ask(test.database, operation, { variables, as: 'admin' });
        const { told, seen } = publicErrors(errors);
        expect(seen).toEqual([]);
        for (const { message, extensions } of told) {
          expect(extensions?.['code']).not.toBe('INTERNAL_SERVER_ERROR');
          expect(message).not.toMatch(LEAK);
          expect(message.length).toBeLessThan(5_000);
        }
      }),
      { numRuns: 12 },
    );
  });
});

// what an admin may say among all that may well be right: then it is done, and recorded
it('leaves the database whole and every prototype as it was', async () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect((await examine(test.database, test.url)).filter(({ isNote }) => !isNote)).toEqual([]);
  expect((await ask(test.database, '{ people { totalCount nodes { slug label } } }')).errors).toBeUndefined();
});

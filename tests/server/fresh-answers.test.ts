import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from '../../src/database/sql.js';
import type { RequestContext } from '../../src/server/context.js';
import { createEntries } from '../database/entries.js';
import { startChild } from '../support/child.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Running, run } from './toy.js';

const ROUNDS = 1_000;

let place: TestDatabase;
let server: Running;
let worked = 0;

beforeEach(async () => {
  place = await openTestDatabase();
  await createEntries(place.database);
  const count = {
    type: GraphQLInt,
    resolve: async (_source: unknown, _args: unknown, { database }: RequestContext) => {
      worked += 1;
      const [row] = await database.rows<{ n: number }>({ n: 'count(*)' }, sql`FROM entry`);
      return row?.n;
    },
  };
  const query = new GraphQLObjectType<unknown, RequestContext>({ name: 'Query', fields: { count } });
  server = await run({ schema: new GraphQLSchema({ query }), database: place.database, level: 'silent' });
});
afterEach(async () => {
  await server.app.close();
  await place.dispose();
});

test(`who writes in another process sees it at once, ${ROUNDS} times, while others ask the same all the time`, async () => {
  const writer = await startChild('write-and-ask', place.url, `${server.origin}/graphql`, String(ROUNDS));
  let isOver = false;
  void writer.ended
    .catch(() => undefined)
    .then(() => {
      isOver = true;
    });
  let asked = 0;
  const others = [1, 2].map(async () => {
    for (let seen = 0; !isOver; ) {
      const { count } = (await server.ask('{ count }')).json.data;
      expect(count).toBeGreaterThanOrEqual(seen);
      seen = count;
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });
  expect(await writer.ended).toContain('every answer was true');
  await Promise.all(others);
  // otherwise nothing was ever kept, and this proves nothing
  expect(worked).toBeLessThan((asked + 2 * ROUNDS) * 0.75);
}, 120_000);

import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { WorkLimitError } from '../../src/errors.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

// Each row is compared with each other one: minutes.
const numbers = sql`(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n)`;
const endless = sql`FROM ${numbers} a JOIN ${numbers} b ON a.i % 97 = b.i % 89`;
const COUNT = { n: 'count(*)' };

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const reads = () => test.database.load().reads;
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

it('cuts the read that nobody waits for any more, and no other on the same or another connection', async () => {
  const leaving = new AbortController();
  const gone = new Error('gone');
  const long = expect(test.database.rows(COUNT, endless, leaving.signal)).rejects.toBe(gone);
  const perKey = expect(test.database.rowsPerKey([1, 2], COUNT, endless, leaving.signal)).rejects.toBe(gone);
  await until(() => reads().running === 2);
  leaving.abort(gone);
  await Promise.all([long, perKey]);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      test.database.rows<{ n: number }>({ n: 'version' }, sql`FROM data_state WHERE ${index} = ${index}`),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 50 }, () => [{ n: 0 }]));
  expect(reads()).toMatchObject({ running: 0, waiting: 0, cut: { late: 0, left: 2 } });
});

it('takes a read that waits out of the queue, and begins none after the end', async () => {
  const [holding, leaving] = [new AbortController(), new AbortController()];
  const { most } = reads();
  const long = Array.from({ length: most }, () =>
    expect(test.database.rows(COUNT, endless, holding.signal)).rejects.toBe('enough'),
  );
  await until(() => reads().running === most);
  const begun: string[] = [];
  const stop = test.database.observe((text) => begun.push(text));
  const waiting = expect(test.database.rows({ w: '1' }, sql`FROM data_state`, leaving.signal)).rejects.toBe('left');
  await until(() => reads().waiting === 1);
  leaving.abort('left');
  await waiting;
  await expect(test.database.rows({ w: '1' }, sql`FROM data_state`, leaving.signal)).rejects.toBe('left');
  holding.abort('enough');
  await Promise.all(long);
  await test.database.ping();
  await until(() => reads().waiting === 0);
  stop();
  expect(begun.filter((text) => /\b1 AS c0/.test(text))).toEqual([]);
});

it('counts what was cut for its time apart from what was cut because nobody waited', async () => {
  const late = new AbortController();
  const long = expect(test.database.rows(COUNT, endless, late.signal)).rejects.toBeInstanceOf(WorkLimitError);
  await until(() => reads().running === 1);
  late.abort(new WorkLimitError('It took too long.'));
  await long;
  expect(reads().cut).toEqual({ late: 1, left: 0 });
});

it('cuts what runs on a view of the database when that is closed', async () => {
  const snapshot = await test.database.snapshot();
  const long = expect(snapshot.rows(COUNT, endless)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  const next = expect(snapshot.rows(COUNT, endless)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await snapshot.close();
  await Promise.all([long, next]);
  await test.database.ping();
});

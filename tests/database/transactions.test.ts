import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../src/database/database.js';
import { type Sql, sql } from '../../src/database/sql.js';
import { InputError } from '../../src/errors.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { createEntries } from './entries.js';

let test: TestDatabase;
let database: Database;

beforeEach(async () => {
  test = await openTestDatabase();
  database = test.database;
  await createEntries(database);
});
afterEach(() => test.dispose());

const entry = (id: number, writer = 'w'): Sql => sql`INSERT INTO entry (id, writer, seen) VALUES (${id}, ${writer}, 0)`;
const ids = async (reads: Pick<Transaction, 'rows'> = database) =>
  (await reads.rows<{ id: number }>({ id: 'id' }, sql`FROM entry ORDER BY id`)).map(({ id }) => id);
const failure = new InputError('not this one');

describe('concurrent writes', () => {
  it('keep exactly what was acknowledged: 400 transactions of 8 workers with real waits inside, every seventh failing', async () => {
    const kept = new Set<number>();
    let next = 0;
    const worker = async () => {
      while (next < 400) {
        const mine = next++;
        try {
          await database
            .write(async (tx) => {
              const first = await tx.reserveIds(2);
              await tx.run(entry(first));
              await sleep(mine % 3 === 0 ? 2 : 0);
              await new Promise((resolve) => setImmediate(resolve));
              if (mine % 7 === 0) throw failure;
              await tx.run(entry(first + 1));
              return first;
            })
            .then((first) => kept.add(first).add(first + 1));
        } catch (error) {
          if (error !== failure) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(kept.size).toBe(2 * (400 - 58));
    expect(await ids()).toEqual([...kept].sort((a, b) => a - b));
    expect(await ids()).toEqual(Array.from({ length: kept.size }, (_, i) => i + 1));
    expect(await database.dataVersion()).toBe(1 + 400 - 58);
  });

  it('do not reach into each other: one that fails later takes nothing of the other along', async () => {
    const failing = database.write(async (tx) => {
      await tx.run(entry(1));
      await sleep(30);
      throw failure;
    });
    const other = database.write((tx) => tx.run(entry(2)));
    await expect(failing).rejects.toBe(failure);
    await other;
    expect(await ids()).toEqual([2]);
  });

  it('never show a reader half of a transaction', async () => {
    let isDone = false;
    const writing = (async () => {
      for (let i = 0; i < 100; i++) {
        await database.write(async (tx) => {
          await tx.run(entry(2 * i));
          await new Promise((resolve) => setImmediate(resolve));
          await tx.run(entry(2 * i + 1));
        });
      }
      isDone = true;
    })();
    let reads = 0;
    const counts = new Set<number>();
    while (!isDone) {
      const [row] = await database.rows<{ n: number }>({ n: 'count(*)' }, sql`FROM entry`);
      counts.add((row?.n ?? 0) % 2);
      reads += 1;
    }
    await writing;
    expect(reads).toBeGreaterThan(20);
    expect([...counts]).toEqual([0]);
  });
});

describe('a transaction', () => {
  it('sees its own writes, which nobody else sees before it ends', async () => {
    await database.write(async (tx) => {
      await tx.run(entry(1));
      expect(await ids(tx)).toEqual([1]);
      expect(await ids()).toEqual([]);
    });
    expect(await ids()).toEqual([1]);
  });

  it('leaves nothing behind when it fails, also of the ids and the data version', async () => {
    const before = await database.dataVersion();
    const work = async (tx: Transaction) => {
      await tx.reserveIds(10);
      await tx.insert('entry', ['id', 'writer', 'seen'], [{ id: 1, writer: 'w', seen: 0 }]);
      await tx.manager.query(`INSERT INTO entry (id, writer, seen) VALUES (2, 'orm', 0)`);
      throw failure;
    };
    await expect(database.write(work)).rejects.toBe(failure);
    expect(await ids()).toEqual([]);
    expect(await database.dataVersion()).toBe(before);
    expect(await database.write((tx) => tx.reserveIds(1))).toBe(1);
    expect(await database.write((tx) => tx.reserveIds(5))).toBe(2);
    expect(await database.write((tx) => tx.reserveIds(1))).toBe(7);
  });

  it('fails as a whole when a statement fails, even where the work goes on', async () => {
    const work = async (tx: Transaction) => {
      await tx.run(entry(1));
      await tx.run(entry(1)).catch(() => undefined);
      return 'fine';
    };
    await expect(database.write(work)).rejects.toThrow(/unique/i);
    expect(await ids()).toEqual([]);
  });

  it.each(['the transaction', 'the ORM'] as const)(
    'takes along what still runs through %s when one of several statements fails',
    async (way) => {
      const slow = Array.from({ length: 30 }, (_, i) => i + 2);
      const add = (tx: Transaction, id: number) =>
        way === 'the ORM'
          ? tx.manager.query(`INSERT INTO entry (id, writer, seen) VALUES (${id}, 'orm', 0)`)
          : tx.run(entry(id));
      const work = (tx: Transaction) =>
        Promise.all([tx.run(sql`INSERT INTO nowhere VALUES (1)`), ...slow.map((id) => add(tx, id))]);
      for (let i = 0; i < 10; i++) await expect(database.write(work)).rejects.toThrow(/nowhere/);
      await database.write((tx) => tx.run(entry(1)));
      expect(await ids()).toEqual([1]);
    },
  );

  it('waits for what the work has started and not awaited', async () => {
    await database.write(async (tx) => {
      void tx.run(entry(1));
      void tx.manager.query(`INSERT INTO entry (id, writer, seen) VALUES (2, 'orm', 0)`);
      void database.write(async (inner) => {
        await sleep(20);
        await inner.run(entry(3));
      });
    });
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('refuses every call once it is over, and does not put it into the next one', async () => {
    let late: Transaction | undefined;
    await database.write(async (tx) => {
      late = tx;
    });
    await database.write(async (next) => {
      await next.run(entry(1));
      await expect(late?.run(entry(2))).rejects.toThrow('This transaction is over');
      await expect(late?.rows({ id: 'id' }, sql`FROM entry`)).rejects.toThrow('This transaction is over');
      await expect(late?.reserveIds(1)).rejects.toThrow('This transaction is over');
      await expect(late?.manager.query(`INSERT INTO entry (id, writer, seen) VALUES (3, 'orm', 0)`)).rejects.toThrow();
    });
    expect(await ids()).toEqual([1]);
  });
});

describe('a write inside a write', () => {
  it('joins the open transaction', async () => {
    const work = async (tx: Transaction) => {
      await tx.run(entry(1));
      await database.write(async (inner) => {
        expect(await ids(inner)).toEqual([1]);
        await inner.run(entry(2));
      });
      throw failure;
    };
    await expect(database.write(work)).rejects.toBe(failure);
    expect(await ids()).toEqual([]);
  });

  it('takes the whole along when it fails, even where the outer one catches the error', async () => {
    const work = async (tx: Transaction) => {
      await tx.run(entry(1));
      const inner = database.write(async (same) => {
        await same.run(entry(2));
        throw failure;
      });
      await inner.catch(() => undefined);
    };
    await expect(database.write(work)).rejects.toBe(failure);
    expect(await ids()).toEqual([]);
  });

  it('gets a transaction of its own when it comes after the end of the outer one', async () => {
    let written: Promise<void> | undefined;
    await database.write(async (tx) => {
      await tx.run(entry(1));
      // Outlives the transaction, and still carries its async context.
      setTimeout(() => {
        written = database.write((later) => later.run(entry(2)));
      }, 30);
    });
    const failing = database.write(async () => {
      await sleep(60);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    await written;
    expect(await ids()).toEqual([1, 2]);
    expect(await database.dataVersion()).toBe(3);
  });
});

it('tells its listeners what is read, until they leave', async () => {
  const seen: string[] = [];
  const stop = database.observe((text) => seen.push(text));
  await ids();
  await database.write((tx) => ids(tx));
  await database.ping();
  stop();
  await ids();
  expect(seen.map((text) => /FROM (?:entry|data_state)/.exec(text)?.[0])).toEqual(['FROM entry', 'FROM data_state']);
});

it('ends the writes that were asked for before it closes', async () => {
  // Opens the sessions: to do so takes long on a busy machine.
  await Promise.all(Array.from({ length: 8 }, () => ids()));
  const writes = [1, 2, 3].map((id) =>
    database.write(async (tx) => {
      await sleep(10);
      await tx.run(entry(id));
    }),
  );
  const reads = Array.from({ length: 20 }, () => ids());
  await database.close();
  await Promise.all([...writes, ...reads]);
  test = { ...test, dispose: async () => undefined };
});

import type { EntityManager, QueryRunner } from 'typeorm';
import { bulkInserts, bulkUpdates } from './bulk.js';
import type { Columns, Transaction } from './database.js';
import { type Dialect, type Sql, type SqlValue, sql } from './sql.js';
import type { OpenTransaction } from './writer.js';

/** A transaction in the lane: knows everything that still runs in it, and what has failed in it. */
export class LaneTransaction implements Transaction {
  readonly #dialect: Dialect;
  readonly #open: OpenTransaction;
  readonly #running = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #isOpen = true;
  #nextId: number;

  constructor(dialect: Dialect, open: OpenTransaction) {
    this.#dialect = dialect;
    this.#open = open;
    this.#nextId = open.nextId;
    this.#guardManager();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get manager(): EntityManager {
    return this.#open.manager;
  }

  rows<Row>(columns: Columns, body: Sql): Promise<Row[]> {
    return this.#queue(() => this.#open.rows<Row>(columns, body));
  }

  run(statement: Sql): Promise<void> {
    return this.#queue(() => this.#open.run(statement));
  }

  insert(
    table: string,
    columns: readonly string[],
    rows: readonly Readonly<Record<string, SqlValue>>[],
  ): Promise<void> {
    return this.#queue(async () => {
      for (const statement of bulkInserts(this.#dialect, table, columns, rows)) await this.#open.run(statement);
    });
  }

  update(
    table: string,
    columns: readonly string[],
    rows: readonly Readonly<Record<string, SqlValue>>[],
  ): Promise<void> {
    return this.#queue(async () => {
      for (const statement of bulkUpdates(this.#dialect, table, columns, rows)) await this.#open.run(statement);
    });
  }

  async reserveIds(n: number): Promise<number> {
    if (!Number.isSafeInteger(n) || n < 0) throw new TypeError(`reserveIds takes a count, not ${n}.`);
    this.#requireOpen();
    // The row lock on the counter is ours until the end, so the counter itself need be written only once, at the end.
    const first = this.#nextId;
    this.#nextId += n;
    return first;
  }

  trial<T>(work: () => Promise<T>): Promise<T> {
    return this.#track(async () => {
      await this.run(sql`SAVEPOINT trial`);
      const found = await work();
      await this.run(sql`ROLLBACK TO SAVEPOINT trial`);
      await this.run(sql`RELEASE SAVEPOINT trial`);
      return found;
    });
  }

  join<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#track(() => work(this));
  }

  /**
   * Waits for `main` and for everything that it has left running, so that no statement can land outside the transaction.
   * @throws what `main` throws, else the first failure of anything that ran in the transaction.
   */
  async settle<T>(main: Promise<T>): Promise<T> {
    await Promise.allSettled([main]);
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#isOpen = false;
    const result = await main;
    if (this.#failure) throw this.#failure.error;
    if (this.#nextId !== this.#open.nextId) {
      await this.#open.run(sql`UPDATE data_state SET next_id = ${this.#nextId} WHERE id = 1`);
    }
    return result;
  }

  async #track<T>(action: () => Promise<T>): Promise<T> {
    this.#requireOpen();
    const running = (async () => action())();
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Statements of one transaction share one connection, which takes one at a time. */
  #queue<T>(statement: () => Promise<T>): Promise<T> {
    return this.#track(() => {
      const result = this.#tail.then(statement);
      this.#tail = result.catch(() => undefined);
      return result;
    });
  }

  /** What goes through the ORM must end before the transaction does, like everything else. */
  #guardManager(): void {
    const runner = this.manager.queryRunner as QueryRunner;
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const guarded = (...args: unknown[]) => this.#queue(() => query(...args));
    Object.assign(runner, { query: guarded });
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw new Error('This transaction is over; a call to it was not awaited.');
  }
}

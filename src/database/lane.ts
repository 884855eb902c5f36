import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { LockedError } from '../errors.js';
import type { Transaction, WriteLoad } from './database.js';
import { LaneTransaction } from './transaction.js';
import type { OpenTransaction, Writer } from './writer.js';

type Work<T> = (tx: Transaction) => Promise<T>;

/** How long a write waits for the lock that another process holds, in milliseconds. */
const PATIENCE = 6_000;
/** It looks again after at most so many: who holds the lock again and again, such as an import, lets it go for longer than that. */
const LONGEST_PAUSE = 20;

/**
 * Runs write transactions one after the other; a write inside a write joins it. An engine's connection can hold one transaction
 * only: without the lane concurrent ones nest into each other, and rows whose write was acknowledged are lost.
 */
export class WriteLane {
  readonly #writer: Writer;
  readonly #current = new AsyncLocalStorage<LaneTransaction>();
  #tail: Promise<unknown> = Promise.resolve();
  readonly #load = { waiting: 0, done: 0, failed: 0, waitedSeconds: 0, heldSeconds: 0 };

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  write<T>(work: Work<T>): Promise<T> {
    const open = this.#current.getStore();
    // The store outlives the transaction in whatever `work` has left running; that must not join what is over.
    if (open?.isOpen) return open.join(work);
    const job = this.#noted(work);
    this.#tail = job.catch(() => undefined);
    return job;
  }

  /** Resolves when every write that was asked for has ended. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  load(): WriteLoad {
    return { ...this.#load };
  }

  #noted<T>(work: Work<T>): Promise<T> {
    const [asked, load] = [performance.now(), this.#load];
    let began: number | undefined;
    const begin = () => {
      began = performance.now();
      load.waiting -= 1;
      load.waitedSeconds += (began - asked) / 1000;
    };
    load.waiting += 1;
    const job = this.#tail.then(() => this.#perform(work, begin));
    const end = (how: 'done' | 'failed') => () => {
      if (began === undefined) begin();
      load[how] += 1;
      load.heldSeconds += (performance.now() - (began ?? asked)) / 1000;
    };
    job.then(end('done'), end('failed'));
    return job;
  }

  async #perform<T>(work: Work<T>, onBegin: () => void): Promise<T> {
    try {
      const open = await this.#begin();
      onBegin();
      const tx = new LaneTransaction(this.#writer.dialect, open);
      try {
        const result = await tx.settle(this.#current.run(tx, () => tx.join(work)));
        await open.commit();
        return result;
      } catch (error) {
        await open.rollback();
        throw error;
      }
    } catch (error) {
      throw this.#writer.translate(error);
    }
  }

  async #begin(): Promise<OpenTransaction> {
    const deadline = performance.now() + PATIENCE;
    for (let pause = 5; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await this.#writer.begin();
      } catch (error) {
        if (!this.#writer.isBusy(error)) throw error;
        if (performance.now() + pause > deadline) {
          throw new LockedError({ cause: error });
        }
        await sleep(pause / 2 + (Math.random() * pause) / 2);
      }
    }
  }
}

import { setMaxListeners } from 'node:events';
import type { Database, EndableReads, KeyedReads } from '../database/database.js';
import { ClientGoneError, WorkLimitError } from '../errors.js';

export interface WorkOptions {
  /** How long it may take, in milliseconds; 0 for as long as it takes. */
  readonly limit: number;
  /** Says when nobody waits for it any more. */
  readonly leaving?: AbortSignal | undefined;
}

const ANSWERED = new ClientGoneError();

/**
 * The work on one operation: what it has cost so far, and when it has to end. From its end on no statement is begun for it, and
 * what runs is cut. A write that has begun is carried through, and its answer read however late it is: whoever wrote has to
 * be told so.
 */
export class Work {
  /** When it began, by `performance.now()`. */
  readonly began = performance.now();
  /** Statements to the read side of the database. */
  statements = 0;
  readonly #options: WorkOptions;
  readonly #end = new AbortController();
  readonly #late: NodeJS.Timeout | undefined;
  #hasWritten = false;

  constructor(options: WorkOptions) {
    const { limit, leaving } = options;
    this.#options = options;
    // Every statement that runs, and the executor, listens to it.
    setMaxListeners(0, this.#end.signal);
    if (limit > 0) this.#late = setTimeout(() => !this.#hasWritten && this.#end.abort(this.#lateness()), limit).unref();
    leaving?.addEventListener('abort', this.leave);
    if (leaving?.aborted) this.leave();
  }

  /** Aborted when it has to end, with an error that says why. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** The same reads, each of them counted, and ended with this work. */
  reads(reads: EndableReads): KeyedReads {
    const { signal } = this;
    return {
      of: reads,
      rows: (columns, body) => {
        this.statements += 1;
        return reads.rows(columns, body, signal);
      },
      rowsPerKey: (keys, columns, body) => {
        this.statements += 1;
        return reads.rowsPerKey(keys, columns, body, signal);
      },
    };
  }

  /** Writes of which none begins after the end. */
  writes(database: Pick<Database, 'write'>): Pick<Database, 'write'> {
    return {
      write: (work) =>
        database.write((tx) => {
          this.signal.throwIfAborted();
          const { limit } = this.#options;
          if (limit > 0 && performance.now() - this.began > limit) throw this.#lateness();
          this.#hasWritten = true;
          return work(tx);
        }),
    };
  }

  /** Work that ends with this one at the latest, such as that on one event of a subscription, with a time of its own. */
  part(): Work {
    return new Work({ limit: this.#options.limit, leaving: this.signal });
  }

  /** From now on its time is not counted: a subscription has begun. */
  goOn(): void {
    clearTimeout(this.#late);
  }

  /** It has its answer: what still runs for it brings nothing that anybody will see. */
  done(): void {
    this.goOn();
    this.#options.leaving?.removeEventListener('abort', this.leave);
    this.#end.abort(ANSWERED);
  }

  /** Nobody waits for it any more. */
  readonly leave = (): void => this.#end.abort(new ClientGoneError());

  #lateness(): WorkLimitError {
    const seconds = this.#options.limit / 1000;
    return new WorkLimitError(`The operation took longer than ${seconds} seconds: ask for less at once.`);
  }
}

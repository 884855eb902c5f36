import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Problem } from '../../../graphql/input.js';
import type { Place } from '../fragment.js';

/** What could not be taken: a whole row or record, or a value or link of one that was taken. */
export interface Quarantined {
  readonly kind: 'row' | 'record' | 'value';
  readonly place: Place;
  readonly problems: readonly Problem[];
  readonly record?: string;
  readonly key?: string;
  /** The row as it was read, or what its record would have been. */
  readonly row?: unknown;
}

/** Writes what could not be taken to a file of JSON Lines, which is made with its first line. */
export class Quarantine {
  /** Null for a dry run, which writes nothing. */
  readonly #path: string | null;
  #stream: WriteStream | undefined;
  #failure: unknown;

  constructor(path: string | null) {
    this.#path = path;
  }

  /** The file, where there is one. */
  get path(): string | null {
    return this.#stream ? this.#path : null;
  }

  async add(line: Quarantined): Promise<void> {
    if (this.#path === null) return;
    if (!this.#stream) {
      this.#stream = createWriteStream(this.#path);
      this.#stream.on('error', (error) => {
        this.#failure = error;
      });
      await once(this.#stream, 'open');
    }
    if (this.#failure) throw this.#failure;
    if (!this.#stream.write(`${JSON.stringify(line)}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await once(this.#stream, 'close');
    if (this.#failure) throw this.#failure;
  }
}

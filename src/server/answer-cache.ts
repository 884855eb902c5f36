import { LRUCache } from 'lru-cache';
import type { CacheFigures } from '../domain/kept-rows.js';
import type { Answer } from './answer.js';
import { AskedBefore } from './asked-before.js';
import type { DataState } from './data-state.js';

/** About what an entry costs besides its texts, in bytes. */
const ENTRY_BYTES = 2_000;

/** No answer may push out more than this part of the others. */
const LARGEST_PART = 1 / 8;

/** Answers anew; `state` is that of the data when the request came, where it is known already. */
type Compute = (state?: string) => Promise<Answer>;

/**
 * Answers kept ready for whoever asks the same again, for as long as the data have not changed. They are kept from the second
 * time that something is asked: what is asked once costs next to nothing, and pushes nothing out.
 *
 * Never stale: the state of the data is read before an answer is computed, and again for each request before a kept answer is
 * served. Where both are equal nothing was written in between, so that every statement of the computation has seen this very
 * state, and so would one that is made now. Whoever comes while an equal question is being answered shares the answer under
 * the same condition.
 */
export class AnswerCache {
  readonly #data: DataState;
  readonly #kept: LRUCache<string, Answer>;
  readonly #running = new Map<string, Promise<Answer>>();
  readonly #asked = new AskedBefore();
  /** What all of `#kept` and `#running` are answers about. */
  #state: string | undefined;
  #hits = 0;
  #misses = 0;

  /** @param size of all that is kept, in bytes, more than 0. */
  constructor(data: DataState, size: number) {
    this.#data = data;
    this.#kept = new LRUCache({
      maxSize: size,
      maxEntrySize: Math.ceil(size * LARGEST_PART),
      // a text may take two bytes a character
      sizeCalculation: ({ body }, question) => body.length + 2 * question.length + ENTRY_BYTES,
    });
  }

  /** The answer to a question, from memory or else from `compute`. @throws what `compute` throws. */
  answer(question: string, compute: Compute): Promise<Answer> {
    let isHit = true;
    const answer = this.#answer(question, (state) => {
      isHit = false;
      return compute(state);
    });
    const note = () => {
      if (isHit) this.#hits += 1;
      else this.#misses += 1;
    };
    answer.then(note, note);
    return answer;
  }

  figures(): CacheFigures {
    return { hits: this.#hits, misses: this.#misses, bytes: this.#kept.calculatedSize };
  }

  async #answer(question: string, compute: Compute): Promise<Answer> {
    if (!this.#asked.note(question)) return await compute();
    const state = await this.#data.now();
    if (state === undefined) return await compute();
    if (state !== this.#state) this.#turnTo(state);
    const kept = this.#kept.get(question);
    if (kept) return kept;
    const running = this.#running.get(question);
    if (!running) return await this.#run(question, state, compute);
    const shared = await running.catch(() => undefined);
    return shared?.isWhole ? shared : await compute(state);
  }

  async #run(question: string, state: string, compute: Compute): Promise<Answer> {
    const running = compute(state);
    this.#running.set(question, running);
    try {
      const answer = await running;
      if (answer.isWhole && state === this.#state) this.#kept.set(question, answer);
      return answer;
    } finally {
      if (this.#running.get(question) === running) this.#running.delete(question);
    }
  }

  #turnTo(state: string): void {
    this.#kept.clear();
    this.#running.clear();
    this.#state = state;
  }
}

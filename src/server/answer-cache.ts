import { LRUCache } from 'lru-cache';
import type { CacheFigures } from '../domain/kept-rows.js';
import type { Answer } from './answer.js';
import { AskedBefore } from './asked-before.js';
import type { DataState } from './data-state.js';

/** About what an entry costs besides its texts, in bytes. */
const ENTRY_BYTES = 2_000;

/** No answer may push out more than this part of the others. */
const LARGEST_PART = 1 / 8;

/**
 * Answers anew; `state` is that of the data when the request came, where it is known already. `leaving` says when nobody waits
 * for the answer any more.
 */
type Compute = (state: string | undefined, leaving: AbortSignal) => Promise<Answer>;

/** An answer that is being made, for all who wait for it. */
interface Flight {
  readonly answer: Promise<Answer>;
  readonly leaving: AbortController;
  waiting: number;
}

const isLate = ({ code }: Answer): boolean => code === 'WORK_LIMIT';

/**
 * Answers kept ready for whoever asks the same again, for as long as the data have not changed. They are kept from the second
 * time that something is asked: what is asked once costs next to nothing, and pushes nothing out.
 *
 * Never stale: the state of the data is read before an answer is computed, and again for each request before a kept answer is
 * served. Where both are equal nothing was written in between, so that every statement of the computation has seen this very
 * state, and so would one that is made now. Whoever comes while an equal question is being answered shares the answer under
 * the same condition, as long as one of them waits.
 */
export class AnswerCache {
  readonly #data: DataState;
  readonly #kept: LRUCache<string, Answer>;
  readonly #running = new Map<string, Flight>();
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

  /** The answer to a question, from memory or else from `compute`; `leaving`: that of one who asks. @throws what `compute` throws. */
  answer(question: string, compute: Compute, leaving: AbortSignal): Promise<Answer> {
    let isHit = true;
    const noted: Compute = (state, signal) => {
      isHit = false;
      return compute(state, signal);
    };
    const answer = this.#answer(question, noted, leaving);
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

  async #answer(question: string, compute: Compute, leaving: AbortSignal): Promise<Answer> {
    if (!this.#asked.note(question)) return await compute(undefined, leaving);
    const state = await this.#data.now();
    if (state === undefined) return await compute(undefined, leaving);
    if (state !== this.#state) this.#turnTo(state);
    const kept = this.#kept.get(question);
    if (kept) return kept;
    const running = this.#running.get(question);
    if (!running) return await this.#wait(this.#run(question, state, compute), leaving);
    const shared = await this.#wait(running, leaving).catch(() => undefined);
    // What took too long for one takes too long for all: made anew for each it would cost as often.
    return shared && (shared.isWhole || isLate(shared)) ? shared : await compute(state, leaving);
  }

  #run(question: string, state: string, compute: Compute): Flight {
    const leaving = new AbortController();
    const flight: Flight = { answer: compute(state, leaving.signal), leaving, waiting: 0 };
    const land = () => {
      if (this.#running.get(question) === flight) this.#running.delete(question);
    };
    this.#running.set(question, flight);
    leaving.signal.addEventListener('abort', land);
    flight.answer.then((answer) => {
      if (answer.isWhole && state === this.#state) this.#kept.set(question, answer);
      land();
    }, land);
    return flight;
  }

  /** Waits as one of those who do; the last one to leave ends it. */
  async #wait(flight: Flight, leaving: AbortSignal): Promise<Answer> {
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.leaving.abort();
    };
    flight.waiting += 1;
    leaving.addEventListener('abort', leave);
    if (leaving.aborted) leave();
    return await flight.answer.finally(() => leaving.removeEventListener('abort', leave));
  }

  #turnTo(state: string): void {
    this.#kept.clear();
    this.#running.clear();
    this.#state = state;
  }
}

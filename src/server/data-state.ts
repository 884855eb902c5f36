/** An answer is not kept waiting longer than this for the state of the data, in milliseconds. */
const PATIENCE_MS = 1_000;

const DAY_MS = 86_400_000;

/**
 * The state of all that answers speak of: of the data, and the day, because a year may be called unlikely by it. Each call
 * gets what was read after it, so that whoever has seen a write end sees the state after it; calls that come while one
 * reading is under way share the next one.
 */
export class DataState {
  readonly #mark: () => Promise<string>;
  readonly #patience: number;
  #reading: Promise<unknown> | undefined;
  #next: Promise<string | undefined> | undefined;

  /** @param mark equal texts mean that nothing has changed between them. */
  constructor(mark: () => Promise<string>, patience = PATIENCE_MS) {
    this.#mark = mark;
    this.#patience = patience;
  }

  /** Equal texts, one after the other, mean that nothing has changed between them; undefined when there is no telling. */
  now(): Promise<string | undefined> {
    if (!this.#reading) return this.#read();
    this.#next ??= this.#reading.then(() => this.#read());
    return this.#next;
  }

  #read(): Promise<string | undefined> {
    this.#next = undefined;
    const reading = this.#readOnce();
    this.#reading = reading;
    void reading.then(() => {
      if (!this.#next) this.#reading = undefined;
    });
    return reading;
  }

  async #readOnce(): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, this.#patience, undefined);
    });
    const day = Math.floor(Date.now() / DAY_MS);
    try {
      const mark = await Promise.race([this.#mark(), late]);
      return mark === undefined ? undefined : `${mark} ${day}`;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

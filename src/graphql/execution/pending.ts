type Listener<Value> = (pending: Pending<Value>) => void;

/**
 * A value that a batch will bring. It can be awaited like a promise, but costs a fraction of one: an executor that knows it
 * listens to it directly, so that a thousand values of one batch need one promise and not three thousand.
 */
export class Pending<Value> implements PromiseLike<Value> {
  #state: 'waiting' | 'kept' | 'broken' = 'waiting';
  #value: unknown;
  // of never, so that a pending value may stand where one of a wider type is wanted
  #listeners: Listener<never>[] | null = null;

  static of<Value>(value: Value): Pending<Value> {
    const pending = new Pending<Value>();
    pending.keep(value);
    return pending;
  }

  static from<Value>(promise: PromiseLike<Value>): Pending<Value> {
    if (promise instanceof Pending) return promise as Pending<Value>;
    const pending = new Pending<Value>();
    promise.then(
      (value) => pending.keep(value),
      (error) => pending.break(error),
    );
    return pending;
  }

  keep(value: Value): void {
    this.#settle('kept', value);
  }

  break(error: unknown): void {
    this.#settle('broken', error);
  }

  get isSettled(): boolean {
    return this.#state !== 'waiting';
  }

  /** The value. @throws what broke it; Error while it still waits. */
  get(): Value {
    if (this.#state === 'kept') return this.#value as Value;
    if (this.#state === 'broken') throw this.#value;
    throw new Error('a pending value was asked for before it came');
  }

  /** Calls back as soon as the value is there: at once, where it already is. The listener must not throw. */
  listen(listener: Listener<Value>): void {
    if (this.#state !== 'waiting') listener(this);
    else if (this.#listeners) this.#listeners.push(listener);
    else this.#listeners = [listener];
  }

  /** What `make` makes of the value; broken where this is, or where `make` throws. */
  map<Other>(make: (value: Value) => Other): Pending<Other> {
    const made = new Pending<Other>();
    this.listen((settled) => {
      try {
        made.keep(make(settled.get()));
      } catch (error) {
        made.break(error);
      }
    });
    return made;
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is its purpose
  then<Result = Value, Failure = never>(
    onKept?: ((value: Value) => Result | PromiseLike<Result>) | null,
    onBroken?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Result | Failure> {
    const promise = new Promise<Value>((resolve, reject) => {
      this.listen((settled) => {
        try {
          resolve(settled.get());
        } catch (error) {
          reject(error);
        }
      });
    });
    return promise.then(onKept, onBroken);
  }

  #settle(state: 'kept' | 'broken', value: unknown): void {
    if (this.#state !== 'waiting') throw new Error('a pending value can be settled only once');
    this.#state = state;
    this.#value = value;
    const listeners = this.#listeners;
    this.#listeners = null;
    if (listeners) for (const listener of listeners) listener(this as unknown as Pending<never>);
  }
}

import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { executeOperation } from '../graphql/execution/execute.js';
import type { RequestContext } from './context.js';

const DONE = { done: true, value: undefined } as const;

/**
 * The one result of a query or a mutation, as a stream: of streams alone graphql-ws tells when their reader takes no more. The
 * work on it begins when it is asked for, and ends when it is not taken.
 */
export class OneResult implements AsyncIterableIterator<ExecutionResult> {
  readonly #args: ExecutionArgs;
  readonly #onLeft: () => void;
  #isAsked = false;
  #isOver = false;

  /** @param onLeft told when the result is not taken. */
  constructor(args: ExecutionArgs, onLeft: () => void) {
    this.#args = args;
    this.#onLeft = onLeft;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#isAsked || this.#isOver) return DONE;
    this.#isAsked = true;
    const { work } = this.#args.contextValue as RequestContext;
    try {
      const value = await executeOperation(this.#args, work.signal);
      if (this.#isOver) return DONE;
      return { done: false, value };
    } finally {
      this.#isOver = true;
      work.done();
    }
  }

  async return(): Promise<typeof DONE> {
    if (this.#isOver) return DONE;
    this.#isOver = true;
    const { work } = this.#args.contextValue as RequestContext;
    work.leave();
    work.done();
    this.#onLeft();
    return DONE;
  }
}

import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { AccordError } from '../errors.js';
import { executeOperation } from '../graphql/execution/execute.js';
import type { RequestContext } from './context.js';

export type Result = AsyncIterableIterator<ExecutionResult> | ExecutionResult;

/** What was thrown by our own code, as what a client is told of. */
export const errorOf = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  return error instanceof AccordError
    ? new GraphQLError(error.message, { originalError: error, extensions: error.extensions })
    : new GraphQLError('Internal server error', { originalError: error as Error });
};

/** The events of a subscription, each executed with loaders of its own; or what is wrong with it. An error while it runs is its last event. */
export async function subscribeOperation(args: ExecutionArgs): Promise<Result> {
  const context = args.contextValue as RequestContext;
  const source = await createSourceEventStream(args);
  context.work.goOn();
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  let isOver = false;
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      if (isOver) return { done: true, value: undefined };
      try {
        const { value, done } = await events.next();
        if (done) return { done, value: undefined };
        const contextValue = context.part();
        const { work } = contextValue;
        const event = await executeOperation({ ...args, rootValue: value, contextValue }, work.signal);
        work.done();
        return isOver ? { done: true, value: undefined } : { done: false, value: event };
      } catch (error) {
        if (isOver) return { done: true, value: undefined };
        isOver = true;
        return { done: false, value: { errors: [errorOf(error)] } };
      }
    },
    async return() {
      isOver = true;
      context.work.leave();
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return results;
}

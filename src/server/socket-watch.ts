import { type ExecutionArgs, getOperationAST } from 'graphql';
import type { Context as SocketContext } from 'graphql-ws';
import { ClientGoneError } from '../errors.js';
import type { RequestContext } from './context.js';
import { OneResult } from './one-result.js';
import { askedBy, codeOf, type Watch } from './operation-watch.js';

type Errors = readonly { readonly extensions?: unknown }[] | undefined;

/** Tells the watch what is asked over sockets: questions when they are answered, subscriptions when they begin or are refused. */
export class SocketWatch {
  readonly #watch: Watch;
  readonly #open = new Set<SocketContext>();
  readonly #streams = new WeakSet<ExecutionArgs>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  opened(socket: SocketContext): void {
    this.#open.add(socket);
  }

  closed(socket: SocketContext): void {
    this.#open.delete(socket);
  }

  /** A subscription is on its way; what it sends from now on is no answer of its own. */
  began(args: ExecutionArgs): void {
    this.#tell(args, 'OK');
    this.#streams.add(args);
  }

  answered(args: ExecutionArgs, errors: Errors): void {
    if (!this.#streams.has(args)) this.#tell(args, codeOf(errors));
  }

  /** A question was ended because nobody took its answer. */
  left(args: ExecutionArgs): void {
    this.#tell(args, new ClientGoneError().extensions.code);
  }

  /** Nothing was executed. */
  refused(errors: Errors, requestId: string): void {
    const asked = askedBy(null);
    this.#watch({ ...asked, code: codeOf(errors), transport: 'websocket', requestId, milliseconds: 0, statements: 0 });
  }

  /** Subscriptions that run now, on all sockets. */
  subscriptions(): number {
    let subscriptions = 0;
    for (const socket of this.#open)
      for (const stream of Object.values(socket.subscriptions))
        if (stream && !(stream instanceof OneResult)) subscriptions += 1;
    return subscriptions;
  }

  #tell({ document, operationName, contextValue }: ExecutionArgs, code: string): void {
    const { requestId, work } = contextValue as RequestContext;
    const { statements, began } = work;
    const asked = askedBy(getOperationAST(document, operationName));
    const milliseconds = performance.now() - began;
    this.#watch({ ...asked, code, transport: 'websocket', requestId, milliseconds, statements });
  }
}

import { GraphQLError } from 'graphql';
import type { Context } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { WorkLimitError } from '../errors.js';
import { Places } from './places.js';
import type { TooMany } from './rates.js';

type SocketContext = Context<Record<string, unknown> | undefined, { readonly socket: WebSocket }>;

/** Sockets of the whole process: each costs memory as long as it is open. */
export const MOST_SOCKETS = 1_000;
/** Of one address, where a few tabs and a few clients behind one router may be. */
export const MOST_SOCKETS_OF_ONE = 100;
/** Operations that run on one socket at once. */
const MOST_OPERATIONS = 20;
/** A page sends a few messages when it opens, not hundreds. */
const MOST_MESSAGES_A_SECOND = 100;
/** Bytes that wait for a reader who does not read; events of a whole import are some hundred kilobytes. */
const MOST_UNSENT = 4 * 1_048_576;
/** After which some of that has to have gone. */
const MOMENT_MS = 1_000;

/** Close code of graphql-transport-ws for who asks too much. */
const TOO_MANY = 4429;

/** What sockets may do; whoever behaves comes nowhere near. */
export class SocketLimits {
  readonly #places = new Places(MOST_SOCKETS, MOST_SOCKETS_OF_ONE);

  /** Whether an address may open one more socket. */
  admits(address: string): boolean {
    return this.#places.has(address);
  }

  /** Counts a socket until it closes, and its messages while it is open. */
  watch(socket: WebSocket, address: string): void {
    socket.once('close', this.#places.take(address));
    let [second, messages] = [0, 0];
    socket.on('message', () => {
      const now = Math.floor(performance.now() / 1_000);
      if (now !== second) [second, messages] = [now, 0];
      messages += 1;
      if (messages > MOST_MESSAGES_A_SECOND) socket.close(TOO_MANY, 'Too many messages');
    });
  }
}

/** @throws WorkLimitError where a socket runs as many operations as it may; `running` counts the new one. */
export function requireRoom(running: number): void {
  if (running > MOST_OPERATIONS)
    throw new WorkLimitError(
      `One socket runs at most ${MOST_OPERATIONS} operations at once: complete one of them first.`,
    );
}

/** @throws GraphQLError where somebody asks too often. */
export function requireRate(tooMany: TooMany | undefined): void {
  const [error] = tooMany?.body.errors ?? [];
  if (error) throw new GraphQLError(error.message, { extensions: error.extensions });
}

/**
 * From the moment that a socket is to close, by whomever, nothing that comes over it is looked at, and what was begun is ended:
 * the other side may take its time to close it, or never do.
 */
export function closeAtOnce(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code?: number, reason?: string | Buffer) => {
    socket.removeAllListeners('message');
    socket.emit(CLOSING);
    close(code, reason);
  };
}

const CLOSING = 'accord:closing';

/** What runs on a socket ends when it begins to close. */
export function endWithSocket(context: SocketContext): void {
  context.extra.socket.once(CLOSING, () => {
    for (const stream of Object.values(context.subscriptions))
      if (stream && 'return' in stream) void stream.return(undefined);
  });
}

/** What was on its way to a reader who has gone is no error, for each of which graphql-ws would print a stack. */
export function forgetUnsent(socket: WebSocket): void {
  const send = socket.send.bind(socket) as (data: unknown, done: () => void) => void;
  socket.send = (data: unknown, done?: unknown) => send(data, () => (done as (() => void) | undefined)?.());
}

/** Ends a socket whose reader does not read: more waits for it than may, and a moment later no less. */
export function requireReading(socket: WebSocket): void {
  const send = socket.send.bind(socket) as (...given: unknown[]) => void;
  let isWatched = false;
  const look = (before: number) => {
    isWatched = false;
    const unsent = socket.bufferedAmount;
    if (unsent > MOST_UNSENT && unsent >= before) socket.terminate();
    else lookLater();
  };
  const lookLater = () => {
    if (isWatched || socket.bufferedAmount <= MOST_UNSENT) return;
    isWatched = true;
    setTimeout(look, MOMENT_MS, socket.bufferedAmount).unref();
  };
  socket.send = (...given: unknown[]) => {
    send(...given);
    lookLater();
  };
}

import type { WebSocket } from 'ws';
import { WorkLimitError } from '../errors.js';
import { Places } from './places.js';

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

/** What was on its way to a reader who has gone is no error, for each of which graphql-ws would print a stack. */
export function forgetUnsent(socket: WebSocket): void {
  const send = socket.send.bind(socket) as (data: unknown, done: () => void) => void;
  socket.send = (data: unknown, done?: unknown) => send(data, () => (done as (() => void) | undefined)?.());
}

/** Ends a socket whose reader does not read. */
export function requireReading(socket: WebSocket): void {
  if (socket.bufferedAmount > MOST_UNSENT) socket.terminate();
}

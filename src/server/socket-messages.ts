import { CloseCode, MessageType } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { isDeeper, strictUtf8 } from './json-body.js';
import { MAX_JSON_DEPTH } from './limits.js';

/** What clients say; the rest of the protocol is for servers. */
const OF_CLIENTS: ReadonlySet<unknown> = new Set([
  MessageType.ConnectionInit,
  MessageType.Ping,
  MessageType.Pong,
  MessageType.Subscribe,
  MessageType.Complete,
]);

/**
 * Closes a socket with 4400 over what is no message of a client, or goes beyond what a body over HTTP may be. graphql-ws, which
 * has to listen already, would close some of it as a mistake of the server's own and print a stack.
 */
export function refuseNonsense(socket: WebSocket): void {
  const takers = socket.listeners('message') as ((message: RawData) => void)[];
  socket.removeAllListeners('message').on('message', (message) => {
    if (isOfClient(message)) for (const take of takers) take.call(socket, message);
    else socket.close(CloseCode.BadRequest, 'Invalid message received');
  });
}

function isOfClient(message: RawData): boolean {
  try {
    const said: unknown = JSON.parse(strictUtf8.decode(message as Buffer));
    return isObject(said) && OF_CLIENTS.has(said['type']) && !isDeeper(said, MAX_JSON_DEPTH) && !meansPrototypes(said);
  } catch {
    return false;
  }
}

type Obj = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Obj => typeof value === 'object' && value !== null;

/** Whether a key somewhere in a value could lead to the prototype of what it is copied to; the same is refused in bodies. */
const meansPrototypes = (value: unknown): boolean =>
  isObject(value) &&
  (Object.hasOwn(value, '__proto__') ||
    (Object.hasOwn(value, 'constructor') && isObject(value['constructor']) && 'prototype' in value['constructor']) ||
    Object.values(value).some(meansPrototypes));

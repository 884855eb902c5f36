import { CloseCode, MessageType } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { isBeyondBodies, strictUtf8 } from './json-body.js';

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
    const said = JSON.parse(strictUtf8.decode(message as Buffer));
    return OF_CLIENTS.has(said?.type) && !isBeyondBodies(said);
  } catch {
    return false;
  }
}

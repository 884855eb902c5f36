import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Headers about the connection and what else could be spoken on it. */
const OFFER = /^(?:connection|upgrade|http2-settings)$/i;

/** Whether a request wants a WebSocket, and not merely offers another version of HTTP. */
export const wantsSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Answers a request that offers to go on in another protocol as if it had not, as HTTP has it for offers that are not taken:
 * `curl --http2` and Java's HttpClient offer h2c with each request. Node hands all of these over once somebody listens for
 * sockets, so the request is put back, without the offer, in front of what comes after it.
 */
export function declineOffer(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request;
  let text = `${method} ${url} HTTP/${httpVersion}\r\n`;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (!OFFER.test(rawHeaders[at] ?? '')) text += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`;
  if (head.length > 0) socket.unshift(head);
  socket.unshift(Buffer.from(`${text}\r\n`, 'latin1'));
  server.emit('connection', socket);
}

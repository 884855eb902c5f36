import { connect } from 'node:net';
import type pg from 'pg';
import { cutting } from '../cutting.js';

/** In the place of a version: what comes is no session, but asks that what one does be ended. */
const CANCEL = 80_877_102;

/** A server that does not take the message in this time, in milliseconds, will not. */
const PATIENCE = 2_000;

/** The driver tells neither its types nor its callers how a session is named to its server. */
interface Session {
  readonly host: string;
  readonly port: number;
  readonly processID?: number | null;
  readonly secretKey?: number | null;
}

/**
 * Has the server end what a session does when the signal is aborted. The result is to be called, and waited for, when the
 * session has its answer or error: a message that is still on its way must not meet the next question.
 */
export function cancelling(client: pg.ClientBase, signal: AbortSignal | undefined): () => Promise<void> {
  let sending: Promise<void> | undefined;
  const answered = cutting(signal, () => {
    sending ??= cancel(client).finally(() => {
      sending = undefined;
    });
  });
  return async () => {
    answered();
    await sending;
  };
}

/**
 * Done when the server has been told, whatever comes of it. As a message of the protocol and not as SQL: it needs no session
 * of its own, and proxies such as PgBouncer know whom it means.
 */
async function cancel(client: pg.ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Session;
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  const message = Buffer.alloc(16);
  for (const [index, value] of [message.length, CANCEL, processID, secretKey].entries())
    message.writeInt32BE(value, index * 4);
  socket.on('error', () => undefined).setTimeout(PATIENCE, () => socket.destroy());
  socket.end(message);
  await new Promise((resolve) => socket.once('close', resolve));
}

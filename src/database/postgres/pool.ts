import pg from 'pg';
import { UnavailableError } from '../../errors.js';
import { cancelling } from './cancel.js';
import { isLost, translate } from './failures.js';
import { CONNECT_TIMEOUT, sessionOptions } from './session.js';

/** A read waits no longer than these milliseconds for a session while all are in use and none comes free. */
const WAIT = 2_000;

/** A pool of read-only sessions that survives the server's restart. `limit`: of one read, in milliseconds. */
export function poolOf(url: string, max: number, limit: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    // The server keeps its own limit; this one is for a server that has fallen silent.
    query_timeout: limit + 3_000,
    application_name: 'accord',
    options: sessionOptions({ default_transaction_read_only: 'on', statement_timeout: limit }),
  });
  // Without these a restart of the server ends this process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

type Question<T> = (client: pg.ClientBase) => Promise<T>;

/**
 * Asks in a session of the pool. One that had been idle may turn out to be dead only now: a read is safe to ask once more.
 * @param signal ends it: a question that waits leaves the queue, one that is being answered is cancelled.
 * @throws UnavailableError when the database does not answer; when it was ended, anything.
 */
export async function asked<T>(pool: pg.Pool, question: Question<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await askedOnce(pool, question, signal);
  } catch (error) {
    if (!isLost(error) || signal?.aborted) throw translate(error);
    return await askedOnce(pool, question, signal).catch((again: unknown) => {
      throw translate(again);
    });
  }
}

async function askedOnce<T>(pool: pg.Pool, question: Question<T>, signal?: AbortSignal): Promise<T> {
  const client = await sessionOf(pool, signal);
  const answered = cancelling(client, signal);
  try {
    signal?.throwIfAborted();
    const answer = await question(client).finally(answered);
    client.release();
    return answer;
  } catch (error) {
    client.release(isLost(error));
    throw error;
  } finally {
    freed.set(pool, performance.now());
  }
}

/** When a session of a pool last came free. */
const freed = new WeakMap<pg.Pool, number>();

/**
 * @throws UnavailableError when every session is in use and none of them comes free: a queue that moves is waited in; when the
 * signal ends the waiting, its reason.
 */
async function sessionOf(pool: pg.Pool, signal?: AbortSignal): Promise<pg.PoolClient> {
  signal?.throwIfAborted();
  const isExhausted = pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  const session = pool.connect();
  if (!isExhausted) return session;
  let timer: NodeJS.Timeout | undefined;
  let leave = () => {};
  const began = performance.now();
  const stuck = new Promise<null>((resolve) => {
    const look = () => {
      const left = WAIT - (performance.now() - Math.max(began, freed.get(pool) ?? 0));
      if (left <= 0) resolve(null);
      else timer = setTimeout(look, left);
    };
    look();
    leave = () => resolve(null);
    signal?.addEventListener('abort', leave);
  });
  const found = await Promise.race([session, stuck]).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  });
  if (found) return found;
  // It may still come, and then belongs to others.
  session.then(
    (client) => client.release(),
    () => undefined,
  );
  signal?.throwIfAborted();
  throw new UnavailableError('The database is busy with other questions; try again later.');
}

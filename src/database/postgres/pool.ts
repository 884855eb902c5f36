import pg from 'pg';
import { UnavailableError } from '../../errors.js';
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
 * @throws UnavailableError when the database does not answer.
 */
export async function asked<T>(pool: pg.Pool, question: Question<T>): Promise<T> {
  try {
    return await askedOnce(pool, question);
  } catch (error) {
    if (!isLost(error)) throw translate(error);
    return await askedOnce(pool, question).catch((again: unknown) => {
      throw translate(again);
    });
  }
}

async function askedOnce<T>(pool: pg.Pool, question: Question<T>): Promise<T> {
  const client = await sessionOf(pool);
  try {
    const answer = await question(client);
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

/** @throws UnavailableError when every session is in use and none of them comes free: a queue that moves is waited in. */
async function sessionOf(pool: pg.Pool): Promise<pg.PoolClient> {
  const isExhausted = pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  const session = pool.connect();
  if (!isExhausted) return session;
  let timer: NodeJS.Timeout | undefined;
  const began = performance.now();
  const stuck = new Promise<null>((resolve) => {
    const look = () => {
      const left = WAIT - (performance.now() - Math.max(began, freed.get(pool) ?? 0));
      if (left <= 0) resolve(null);
      else timer = setTimeout(look, left);
    };
    look();
  });
  const found = await Promise.race([session, stuck]).finally(() => clearTimeout(timer));
  if (found) return found;
  // It may still come, and then belongs to others.
  session.then(
    (client) => client.release(),
    () => undefined,
  );
  throw new UnavailableError('The database is busy with other questions; try again later.');
}

import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import { refusal } from './http-error.js';

const PING_MS = 2_000;

export interface Health {
  /** From now on the server is not ready: whoever sends it requests should stop. */
  drain(): void;
}

/** `/health/live`: the process answers. `/health/ready`: it can answer questions, its database too. */
export function serveHealth(app: FastifyInstance, database: Database): Health {
  let draining = false;
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/health/')) void reply.header('cache-control', 'no-store');
  });
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    if (draining) return reply.code(503).send(refusal(503, 'The server is shutting down.'));
    if (!(await answers(database))) return reply.code(503).send(refusal(503, 'The database does not answer.'));
    return { status: 'ok' };
  });
  return {
    drain() {
      draining = true;
    },
  };
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PING_MS, false);
  });
  const pong = database.ping().then(
    () => true,
    () => false,
  );
  return await Promise.race([pong, late]).finally(() => clearTimeout(timer));
}

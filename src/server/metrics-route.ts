import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireRole } from '../auth/viewer.js';
import type { Config } from '../config.js';
import { AccordError } from '../errors.js';
import type { Metrics } from './metrics.js';
import type { Viewers } from './viewers.js';

const METRICS_PATH = '/metrics';

export interface MetricsRouteOptions {
  readonly metrics: Metrics;
  /** Who may read them besides an admin. */
  readonly readers: Exclude<Config['metrics'], 'off'>;
  readonly viewers: Viewers;
}

const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, UNAVAILABLE: 503 };

/** `GET /metrics`, for Prometheus; and what counts the responses of every route. */
export function serveMetrics(app: FastifyInstance, { metrics, readers, viewers }: MetricsRouteOptions): void {
  app.addHook('onResponse', async ({ is404, routeOptions }, { statusCode }) => {
    metrics.responded(is404 ? '(none)' : (routeOptions.url ?? '(none)'), statusCode);
  });
  app.get(METRICS_PATH, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      const isOpen = readers === 'public' || (readers === 'local' && isLocal(request));
      if (!isOpen) requireRole(await viewers(request.headers.authorization), 'admin');
    } catch (error) {
      const status = error instanceof AccordError ? STATUS[error.extensions.code] : undefined;
      if (!(error instanceof AccordError) || status === undefined) throw error;
      if (status === 401) void reply.header('www-authenticate', 'Bearer');
      return reply.code(status).send({ errors: [{ message: error.message, extensions: error.extensions }] });
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Asked by a program of this machine, for itself: a proxy on this machine asks for others, and says so. */
const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && !PASSED_ON.some((name) => headers[name] !== undefined);

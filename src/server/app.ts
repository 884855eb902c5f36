import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { KeptRows } from '../domain/kept-rows.js';
import { createDocumentGuard } from '../graphql/bounds/guard.js';
import type { Logger } from '../logger.js';
import { AnswerCache } from './answer-cache.js';
import { createApollo, type Outcome } from './apollo.js';
import { addressBehind, networkOf } from './client-address.js';
import { createRequestContext, nextRequestId } from './context.js';
import { DataState } from './data-state.js';
import { createEdgeGuard, type EdgeGuard, guardEdges } from './edges.js';
import { EventStreams } from './event-stream.js';
import { type Exporter, serveExport } from './export-route.js';
import { GRAPHQL_PATH, serveGraphql } from './graphql-route.js';
import { serveHealth } from './health.js';
import { NOTHING_HERE, refusal, refuseUnreadable, refuseUnroutable, shapeErrors } from './http-error.js';
import { acceptJsonOnly } from './json-body.js';
import { listen } from './listen.js';
import { createMetrics } from './metrics.js';
import { serveMetrics } from './metrics-route.js';
import { slowOperations, type Watch } from './operation-watch.js';
import { BUILT_PAGE, servePage } from './page.js';
import { createErrorPublisher } from './public-error.js';
import { Heartbeat } from './pulse.js';
import { Rates } from './rates.js';
import { type Subscriptions, serveSubscriptions } from './subscriptions.js';
import { viewersOf } from './viewers.js';
import { Work } from './work.js';

const BYTES_PER_MB = 1_048_576;

export interface AppOptions {
  /** Stays the caller's: closing the app does not close it. */
  readonly database: Database;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly config: Omit<Config, 'databaseUrl' | 'logLevel'>;
  /** The folder of the built page. */
  readonly page?: string;
  /** Without it there is no /export/. */
  readonly exporter?: Exporter;
}

export interface App {
  readonly fastify: FastifyInstance;
  /** @returns the address of the page, `http://127.0.0.1:4000/`. @throws StartupError when the port or host cannot be had. */
  listen(): Promise<string>;
  /** Finishes the requests in flight, tells the sockets to go away, and stops. May be called more than once. */
  close(): Promise<void>;
}

/** The whole server: endpoint, sockets, page and health checks on one port. It listens only when told to. */
export async function createApp(options: AppOptions): Promise<App> {
  const { database, schema, logger, config } = options;
  const addressOf = addressBehind(config.trustedProxies);
  const rates = new Rates(config);
  const edgeGuard = createEdgeGuard({ allowedHosts: config.allowedHosts, addressOf, rates });
  const app = createFastify(logger, config, edgeGuard);
  const publishError = createErrorPublisher(logger);
  const outcomes = new WeakMap<object, Outcome>();
  const guard = createDocumentGuard(schema, config.documentLimits);
  const apollo = createApollo({
    schema,
    guard,
    logger,
    httpServer: app.server,
    publishError,
    onOutcome: (request, outcome) => outcomes.set(request, outcome),
  });
  await apollo.start();
  const data = new DataState(() => database.stateMark());
  const keptRows = config.rowCacheMb === 0 ? undefined : new KeptRows(config.rowCacheMb * BYTES_PER_MB);
  const answers = config.answerCacheMb === 0 ? undefined : new AnswerCache(data, config.answerCacheMb * BYTES_PER_MB);
  const viewers = viewersOf(database, config);
  let subscriptions: Subscriptions | undefined;
  const metrics =
    config.metrics === 'off'
      ? undefined
      : createMetrics({
          database,
          sockets: () => subscriptions?.figures() ?? { sockets: 0, subscriptions: 0 },
          streams: () => events.size,
          caches: {
            ...(answers && { answers: () => answers.figures() }),
            ...(keptRows && { rows: () => keptRows.figures() }),
          },
        });
  const slow = slowOperations(logger, config.slowMs);
  const watch: Watch = (answered) => {
    metrics?.watch(answered);
    slow(answered);
  };
  if (metrics && config.metrics !== 'off') serveMetrics(app, { metrics, readers: config.metrics, viewers });
  const health = serveHealth(app, database);
  const heartbeat = new Heartbeat(data);
  const clientOf = (request: IncomingMessage) => networkOf(addressOf(request));
  const pulseOf = (request: IncomingMessage, authorization: string | undefined) =>
    heartbeat.pulseOf({
      rights: authorization ?? '',
      address: clientOf(request),
      welcome: () => viewers(authorization),
    });
  const newWork = () => new Work({ limit: config.operationTimeLimit });
  const events = new EventStreams({
    schema,
    guard,
    publishError,
    watch,
    clientOf: ({ raw }) => clientOf(raw),
    context: ({ id, headers, raw }, viewer) =>
      createRequestContext({
        database,
        viewer,
        acceptLanguage: headers['accept-language'],
        requestId: id,
        work: newWork(),
        pulse: pulseOf(raw, headers.authorization),
      }),
  });
  serveGraphql(app, {
    apollo,
    events,
    outcomeOf: (request) => outcomes.get(request),
    cache: answers,
    rates,
    operationTimeLimit: config.operationTimeLimit,
    viewers,
    watch,
    context: async ({ id, headers }, { viewer, state, work }) =>
      createRequestContext({
        database,
        viewer,
        acceptLanguage: headers['accept-language'],
        requestId: id,
        work,
        kept: keptRows?.at(state ?? (await data.now())),
      }),
  });
  const exports = options.exporter && serveExport(app, { exporter: options.exporter, viewers });
  await servePage(app, options.page ?? BUILT_PAGE);
  const sockets = serveSubscriptions(app.server, {
    schema,
    guard,
    logger,
    publishError,
    edgeGuard,
    rates,
    addressOf,
    maxPayload: config.bodyLimit,
    viewers,
    watch,
    context: (request, viewer, authorization) =>
      createRequestContext({
        database,
        viewer,
        acceptLanguage: request.headers['accept-language'],
        requestId: nextRequestId(),
        work: newWork(),
        pulse: pulseOf(request, authorization),
      }),
  });
  subscriptions = sockets;

  const stop = async () => {
    health.drain();
    exports?.stop();
    events.close();
    await sockets.close();
    await apollo.stop();
    await app.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    fastify: app,
    listen: () => listen(app, config),
    close: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function createFastify(logger: Logger, config: AppOptions['config'], guard: EdgeGuard): FastifyInstance {
  const { bodyLimit, maxConnections } = config;
  const app = fastify({
    logger: false,
    genReqId: nextRequestId,
    bodyLimit,
    // how long a request may take to arrive: slow senders are cut off
    requestTimeout: 10_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 2_000 },
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: refuseUnreadable,
  });
  app.server.maxConnections = maxConnections;
  acceptJsonOnly(app);
  shapeErrors(app, logger, bodyLimit);
  guardEdges(app, guard, config.corsOrigins);
  if (logger.isLevelEnabled('debug')) {
    app.addHook('onResponse', async ({ id, method, url }, reply) => {
      logger.debug({ requestId: id, method, url, status: reply.statusCode, ms: reply.elapsedTime }, 'request');
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isEndpoint = request.url.split('?', 1)[0] === GRAPHQL_PATH;
    if (isEndpoint) {
      void reply.header('allow', 'GET, POST');
      return reply.code(405).send(refusal(405, `${GRAPHQL_PATH} takes GET and POST, not ${request.method}.`));
    }
    return reply.code(404).send(refusal(404, NOTHING_HERE));
  });
  return app;
}

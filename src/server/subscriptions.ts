import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GraphQLError, type GraphQLSchema, getOperationAST, OperationTypeNode } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer as speakGraphql } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Viewer } from '../auth/viewer.js';
import { AccordError, ClientGoneError } from '../errors.js';
import type { DocumentGuard } from '../graphql/bounds/guard.js';
import type { Logger } from '../logger.js';
import { type AddressOf, networkOf } from './client-address.js';
import { nextRequestId, type RequestContext } from './context.js';
import type { EdgeGuard } from './edges.js';
import { GRAPHQL_PATH } from './graphql-route.js';
import { isSameOrigin } from './hosts.js';
import { rawAnswer, refusal } from './http-error.js';
import { SOCKET_CLOSE_MS } from './limits.js';
import { OneResult } from './one-result.js';
import { prepareOperation } from './operation.js';
import type { Watch } from './operation-watch.js';
import { declineOffer, wantsSocket } from './other-protocols.js';
import type { PublishError } from './public-error.js';
import type { Rates } from './rates.js';
import {
  closeAtOnce,
  endWithSocket,
  forgetUnsent,
  requireRate,
  requireReading,
  requireRoom,
  SocketLimits,
} from './socket-limits.js';
import { refuseNonsense } from './socket-messages.js';
import { SocketWatch } from './socket-watch.js';
import { errorOf, subscribeOperation } from './subscribe.js';
import type { Viewers } from './viewers.js';

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly guard: DocumentGuard;
  readonly logger: Logger;
  readonly publishError: PublishError;
  /** Called for every operation, not for every socket: loaders must not outlive what they were made for. */
  readonly context: (
    request: IncomingMessage,
    viewer: Viewer | null,
    authorization: string | undefined,
  ) => RequestContext;
  readonly viewers: Viewers;
  readonly watch: Watch;
  /** What HTTP requests have to pass as well. */
  readonly edgeGuard: EdgeGuard;
  readonly rates: Rates;
  /** Where a socket comes from. */
  readonly addressOf: AddressOf;
  /** Of one message, in bytes. */
  readonly maxPayload: number;
}

/** What is open now. */
export interface SocketFigures {
  readonly sockets: number;
  readonly subscriptions: number;
}

export interface Subscriptions {
  figures(): SocketFigures;
  close(): Promise<void>;
}

/** graphql-transport-ws on the path of HTTP. Apollo's limits and masking do not reach the socket: it has its own way to them. */
export function serveSubscriptions(server: Server, options: SubscriptionOptions): Subscriptions {
  const { schema, guard, logger, publishError, context, viewers, rates, addressOf, maxPayload, watch } = options;
  const clientOf = (request: IncomingMessage) => networkOf(addressOf(request));
  const limits = new SocketLimits();
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const watching = new SocketWatch(watch);
  const publish = (errors: readonly GraphQLError[], requestId?: string) =>
    errors.map((error) => publishError(error, error.toJSON(), requestId));
  const { dispose } = speakGraphql(
    {
      connectionInitWaitTimeout: 3_000,
      // otherwise the reason of a close tells the message of an internal error
      isProd: true,
      onConnect: async (socket) => {
        endWithSocket(socket);
        try {
          await viewers(authorizationOf(socket.connectionParams, socket.extra.request));
        } catch (error) {
          // false closes it with 4403: nothing is forbidden where nobody can tell
          if (!isUnauthenticated(error)) socket.extra.socket.close(TRY_AGAIN_LATER, 'Try again later');
          return false;
        }
        watching.opened(socket);
        return true;
      },
      onClose: (socket) => watching.closed(socket),
      execute: (args) => new OneResult(args, () => watching.left(args)),
      subscribe: (args) => subscribeOperation(args),
      // asked again for each operation: a token may have been revoked since
      onSubscribe: async ({ connectionParams, extra, subscriptions }, _id, payload) => {
        const authorization = authorizationOf(connectionParams, extra.request);
        let viewer: Viewer | null;
        try {
          requireRate(rates.takeOfAddress(addressOf(extra.request)));
          requireRoom(Object.keys(subscriptions).length);
          viewer = await viewers(authorization);
          requireRate(rates.takeOfToken(viewer));
          if (extra.socket.readyState !== extra.socket.OPEN) throw new ClientGoneError();
        } catch (error) {
          if (isUnauthenticated(error)) extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          return [errorOf(error)];
        }
        return prepareOperation(schema, guard, payload, () => context(extra.request, viewer, authorization));
      },
      onOperation: (_context, _id, _payload, args, result) => {
        const operation = getOperationAST(args.document, args.operationName)?.operation;
        if (operation === OperationTypeNode.SUBSCRIPTION && Symbol.asyncIterator in result) watching.began(args);
      },
      onNext: (_context, _id, _payload, args, { data, errors }) => {
        const published = errors && publish(errors, (args.contextValue as RequestContext).requestId);
        watching.answered(args, published);
        return published && { ...(data !== undefined && { data }), errors: published };
      },
      onError: (_context, _id, _payload, errors) => {
        const requestId = nextRequestId();
        const published = publish(errors, requestId);
        watching.refused(published, requestId);
        return published;
      },
    },
    sockets,
  );
  sockets.on('connection', (socket, request: IncomingMessage) => {
    refuseNonsense(socket);
    limits.watch(socket, clientOf(request));
    forgetUnsent(socket);
    requireReading(socket);
    closeAtOnce(socket);
    // graphql-ws prints a stack for what a client did wrong, such as a message that is too large
    socket.removeAllListeners('error').on('error', (error) => logger.debug({ err: error }, 'socket error'));
  });

  // ws would answer with HTML
  sockets.on('wsClientError', ({ message }, socket) => socket.end(rawAnswer(400, refusal(400, `${message}.`))));

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!wantsSocket(request)) return declineOffer(server, request, socket, head);
    const refused = refusalOf(request, options.edgeGuard) ?? (limits.admits(clientOf(request)) ? undefined : NO_ROOM);
    if (!refused) return sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
    socket.on('error', () => socket.destroy());
    return socket.end(rawAnswer(...refused));
  };
  server.on('upgrade', upgrade);
  return {
    figures: () => ({ sockets: sockets.clients.size, subscriptions: watching.subscriptions() }),
    async close() {
      server.off('upgrade', upgrade);
      const late = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, SOCKET_CLOSE_MS);
      await dispose();
      clearTimeout(late);
    },
  };
}

/** Close code of WebSockets for who may come back; clients do. */
const TRY_AGAIN_LATER = 1013;

const isUnauthenticated = (error: unknown): boolean =>
  error instanceof AccordError && error.extensions.code === 'UNAUTHENTICATED';

/** What the client says when it opens the socket, else the header of the request that does. */
function authorizationOf(params: unknown, { headers }: IncomingMessage): string | undefined {
  const given = (params as { authorization?: unknown; Authorization?: unknown } | null | undefined) ?? {};
  const authorization = given.authorization ?? given.Authorization ?? headers.authorization ?? undefined;
  // what is no text is no token, but somebody meant to give one
  return typeof authorization === 'string' || authorization === undefined ? authorization : '';
}

const NO_ROOM = [
  503,
  refusal(503, 'There are too many open sockets now: close some, or try again in a moment.'),
] as const;

/** Browsers open sockets without asking first: a page of another origin has to be refused here. */
function refusalOf(request: IncomingMessage, guard: EdgeGuard): Readonly<Parameters<typeof rawAnswer>> | undefined {
  const { url = '', headers } = request;
  const { host, origin } = headers;
  if (url.split('?', 1)[0] !== GRAPHQL_PATH) return [404, refusal(404, `WebSockets are served at ${GRAPHQL_PATH}.`)];
  if (host === undefined) return [400, refusal(400, 'The Host header names no host.')];
  const refused = guard(request);
  if (refused) return [refused.status, refused.body];
  if (!isSameOrigin(origin, host)) return [403, refusal(403, 'Pages of another origin may not open a socket here.')];
  return undefined;
}

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccordError, InputError } from '../errors.js';
import { acceptedLanguages } from './context.js';
import { refusal } from './http-error.js';
import { leavingOf } from './leaving.js';
import type { Viewers } from './viewers.js';

interface Opened {
  readonly mediaType: string;
  readonly parts: AsyncIterable<string>;
  /** Cuts what is still read for it. */
  close(): Promise<void>;
}

/** Makes files of what the database knows; whoever starts the server brings it. */
export interface Exporter {
  files(): readonly string[];
  /** @throws AccordError where the request is wrong. */
  open(request: { readonly file: string; readonly filter?: unknown; readonly lang?: string }): Promise<Opened>;
}

/** Each export has a connection of its own, and SQLite works in four threads: more at once would hold up the questions. */
const MOST_AT_ONCE = 2;
const RETRY_SECONDS = '10';

/** A client that takes nothing for so long is cut off: it keeps the database from tidying up. */
const IDLE_MS = 60_000;

const PARAMETERS = ['filter', 'lang'];

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  WORK_LIMIT: 503,
  UNAVAILABLE: 503,
};

/** `GET /export/FILE?filter=…&lang=…`: what `accord export` writes, with the rights of a reader. `stop` cuts what is under way. */
export function serveExport(
  app: FastifyInstance,
  { exporter, viewers }: { readonly exporter: Exporter; readonly viewers: Viewers },
): { stop(): void } {
  const running = new Set<() => void>();
  let opening = 0;
  app.route<{ Params: { file: string } }>({
    url: '/export/:file',
    method: 'GET',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const leaving = leavingOf(reply);
      void reply.header('vary', 'Accept-Language, Authorization').header('cache-control', 'no-store');
      const { file } = request.params;
      if (!exporter.files().includes(file))
        return reply.code(404).send(refusal(404, `There is no such export. There are ${exporter.files().join(', ')}.`));
      try {
        await viewers(request.headers.authorization);
        const wanted = wantedOf(request);
        if (running.size + opening >= MOST_AT_ONCE) {
          void reply.header('retry-after', RETRY_SECONDS);
          return reply
            .code(503)
            .send(refusal(503, `There are ${MOST_AT_ONCE} exports already under way: try again in a moment.`));
        }
        opening += 1;
        const opened = await exporter.open({ file, ...wanted }).finally(() => {
          opening -= 1;
        });
        return send(reply, file, opened, { running, leaving });
      } catch (error) {
        return refuse(reply, error);
      }
    },
  });
  return {
    stop() {
      for (const end of running) end();
    },
  };
}

function send(
  reply: FastifyReply,
  file: string,
  { mediaType, parts, close }: Opened,
  { running, leaving }: { readonly running: Set<() => void>; readonly leaving: AbortSignal },
): FastifyReply {
  const stream = Readable.from(parts);
  let isOpen = true;
  // Its view of the database first: the stream would wait for what is being read. A failure to give back what nobody uses
  // any more is nobody's.
  const end = () => {
    if (isOpen) void close().catch(() => undefined);
    isOpen = false;
    stream.destroy();
  };
  running.add(end);
  leaving.addEventListener('abort', end);
  const { socket } = reply.request.raw;
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  stream.once('close', () => {
    running.delete(end);
    socket.setTimeout(0);
    end();
  });
  if (leaving.aborted) end();
  void reply.header('content-type', mediaType).header('content-disposition', `attachment; filename="accord-${file}"`);
  return reply.send(stream);
}

/** @throws InputError for parameters that would have no effect, and a filter that is no JSON object. */
function wantedOf(request: FastifyRequest): { filter?: unknown; lang?: string } {
  const query = request.query as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(query)) {
    if (!PARAMETERS.includes(name))
      throw new InputError(`There is no parameter ${name}; there are ${PARAMETERS.join(' and ')}.`, { argument: name });
    if (typeof value !== 'string') throw new InputError(`${name} stands twice.`, { argument: name });
  }
  const { filter, lang = acceptedLanguages(request.headers['accept-language'])[0] } = query as {
    filter?: string;
    lang?: string;
  };
  return { ...(filter !== undefined && { filter: jsonOf(filter) }), ...(lang !== undefined && { lang }) };
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below
  }
  throw new InputError('filter: must be a JSON object, as {"commodity":"petroleum"}.', { argument: 'filter' });
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof AccordError)) throw error;
  const { code } = error.extensions;
  if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
  return reply.code(STATUS[code] ?? 400).send({ errors: [{ message: error.message, extensions: error.extensions }] });
}

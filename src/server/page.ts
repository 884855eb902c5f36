import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where `npm run build` puts the page: beside the compiled server. */
export const BUILT_PAGE = fileURLToPath(new URL('../../dist/playground', import.meta.url));

// Everything comes from this server: the page works without the internet, and nothing it shows can call elsewhere.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

const NOT_BUILT = 'The page is not built yet: run "npm run build" and start again. The GraphQL endpoint is /graphql.\n';

/** The page to try questions in, at `/`. */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) {
    app.get('/', async (_request, reply) => reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT));
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (response, file) => {
      response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
      // the names of assets carry a hash of their content, index.html names the current ones
      const isAsset = path.relative(folder, file).startsWith(`assets${path.sep}`);
      response.setHeader('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import { StartupError } from '../errors.js';

/** @returns the address of the page. @throws StartupError that says which variable to change. */
export async function listen(app: FastifyInstance, config: Pick<Config, 'host' | 'port'>): Promise<string> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw explained(error, host, port);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  // 0.0.0.0 and :: are every address of this machine, but none that a browser opens
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${bound}/`;
}

function explained(error: unknown, host: string, port: number): unknown {
  const cause = { cause: error };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartupError(`Port ${port} of ${host} is in use: set PORT to a free one, or to 0 for any.`, cause);
    case 'EACCES':
      return new StartupError(`Port ${port} of ${host} needs privileges: set PORT to one above 1023.`, cause);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new StartupError(`HOST "${host}" is no address of this machine: 127.0.0.1, 0.0.0.0 and :: are.`, cause);
    default:
      return error;
  }
}

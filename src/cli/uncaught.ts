import { randomBytes } from 'node:crypto';
import type { Logger } from '../logger.js';

/** How long a server that is broken may take to end in order, in milliseconds; longer than it waits for requests in flight. */
const PATIENCE = 15_000;

/**
 * The net under everything, for mistakes of our own; each is logged once, under an id. A promise that nobody waited for and that
 * failed has broken nothing that others hold: the server goes on. What was thrown where nobody catches may have left anything half
 * done: the process ends with 1.
 * @returns resolves when it has to end, which is to be done in order.
 */
export function untilBroken(logger: Logger): Promise<void> {
  const errorId = () => randomBytes(6).toString('hex');
  process.on('unhandledRejection', (reason) => {
    logger.error({ errorId: errorId(), err: reason }, 'a failure that nobody waited for');
  });
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      logger.fatal({ errorId: errorId(), err: error }, 'internal error outside of every request: the server ends');
      process.exitCode = 1;
      setTimeout(() => process.exit(1), PATIENCE).unref();
      resolve();
    });
  });
}

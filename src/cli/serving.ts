import { type Config } from '../config.js';
import type { Database } from '../database/database.js';
import { parseDatabaseUrl } from '../database/url.js';
import { createLogger } from '../logger.js';
import { buildAppSchema } from '../schema.js';
import { createApp } from '../server/app.js';
import { untilTold } from './signals.js';
import { version } from './version.js';

/** Serves until a signal comes, then finishes what is in flight. The database stays the caller's. */
export async function serve(database: Database, config: Config): Promise<void> {
  const app = await createApp({
    database,
    config,
    schema: await buildAppSchema(),
    logger: createLogger(config.logLevel),
  });
  try {
    const page = await app.listen();
    const told = untilTold();
    console.log(greeting(page, config));
    await told;
  } finally {
    await app.close();
  }
}

function greeting(page: string, { databaseUrl }: Config): string {
  return [
    `Accord ${version()}`,
    `  page      ${page}`,
    `  endpoint  ${page}graphql (HTTP and WebSocket)`,
    `  database  ${parseDatabaseUrl(databaseUrl).shown}`,
  ].join('\n');
}

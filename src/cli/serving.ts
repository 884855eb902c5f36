import { setFlagsFromString } from 'node:v8';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { parseDatabaseUrl } from '../database/url.js';
import { countRecords } from '../domain/record/record.service.js';
import { Exporter } from '../exchange/export/exporter.js';
import { createLogger } from '../logger.js';
import { buildAppSchema } from '../schema.js';
import { createApp } from '../server/app.js';
import { untilTold } from './signals.js';
import { untilBroken } from './uncaught.js';
import { version } from './version.js';

/**
 * Left alone, the heap may grow to four times what is in use before it is collected, because a request that is being answered
 * looks like something that stays. Twice takes a third less memory, and no more time that could be told from noise.
 */
const HEAP_GROWTH = '--heap-growing-percent=100';

/** Serves until a signal comes, or an error that nobody catches, then finishes what is in flight. The database stays the caller's. */
export async function serve(database: Database, config: Config): Promise<void> {
  setFlagsFromString(HEAP_GROWTH);
  const logger = createLogger(config.logLevel);
  const broken = untilBroken(logger);
  const schema = await buildAppSchema();
  const app = await createApp({
    database,
    config,
    schema,
    exporter: new Exporter(database, schema),
    logger,
  });
  try {
    const page = await app.listen();
    const told = untilTold();
    console.log(await greeting(page, database, config));
    await Promise.race([told, broken]);
  } finally {
    await app.close();
  }
}

async function greeting(page: string, database: Database, { databaseUrl }: Config): Promise<string> {
  return [
    `Accord ${version()}`,
    `  page      ${page}`,
    `  endpoint  ${page}graphql (HTTP and WebSocket)`,
    `  database  ${parseDatabaseUrl(databaseUrl).shown}`,
    `  records   ${await counted(database)}`,
  ].join('\n');
}

async function counted(database: Database): Promise<string> {
  const counts = Object.entries(await countRecords(database)).filter(([, count]) => count > 0);
  if (counts.length === 0) return 'none yet: "npx accord seed" loads those that come with Accord';
  return counts.map(([type, count]) => `${count} ${plural(type.toLowerCase())}`).join(', ');
}

const plural = (noun: string) => (noun === 'person' ? 'people' : `${noun.replace(/y$/, 'ie')}s`);

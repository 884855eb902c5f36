import { type Config, readConfig } from '../../src/config.js';
import type { Database } from '../../src/database/database.js';
import { createLogger } from '../../src/logger.js';
import { createApp } from '../../src/server/app.js';
import { appSchema } from './ask.js';
import { openTestDatabase } from './database.js';

export interface SeededServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The data of an operation, asked over HTTP. @throws Error with the messages of all errors. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
  dataOf(query: string, variables?: unknown): Promise<Record<string, any>>;
  close(): Promise<void>;
}

/** The real server with its real schema on a free port; the database stays the caller's. */
export async function serveDatabase(database: Database, config: Partial<Config> = {}) {
  const app = await createApp({
    database,
    schema: await appSchema(),
    logger: createLogger('silent'),
    page: '/nowhere',
    config: { ...readConfig({ PORT: '0', SLOW_MS: '0' }), ...config },
  });
  const { origin } = new URL(await app.listen());
  return { origin, close: () => app.close() };
}

/** The same with the seeds: what somebody has after the first start. */
export async function serveSeeds(config: Partial<Config> = {}): Promise<SeededServer> {
  const { database, dispose } = await openTestDatabase({ seeded: true });
  const { origin, close } = await serveDatabase(database, config);
  return {
    origin,
    async dataOf(query, variables = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = (await response.json()) as Answer;
      if (errors.length > 0 || !data) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data;
    },
    async close() {
      await close();
      await dispose();
    },
  };
}

interface Answer {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Where an answer shows a reader nothing: a question answered with null or an empty list, a page without entries
 * anywhere. An empty list inside a record is a fact, such as a delegation of which nobody is named yet.
 */
export function emptyPlaces(data: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(data).flatMap(([name, value]) =>
    value === null || (Array.isArray(value) && value.length === 0) ? [name] : emptyPages(name, value),
  );
}

function emptyPages(place: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => emptyPages(`${place}.${index}`, each));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    ['nodes', 'edges'].includes(name) && Array.isArray(each) && each.length === 0
      ? [`${place}.${name}`]
      : emptyPages(`${place}.${name}`, each),
  );
}

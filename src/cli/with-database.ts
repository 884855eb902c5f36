import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { LockedError } from '../errors.js';

/** Opens the database that the environment or `url` names, where wanted brought up to date, hands it to `work`, and closes it whatever happens. */
export async function withDatabase<T>(
  options: { readonly migrate: boolean; readonly readLimit?: number; readonly url?: string },
  work: (database: Database, config: Config) => Promise<T>,
): Promise<T> {
  const { readConfig } = await import('../config.js');
  const config = readConfig();
  const { openDatabase } = await import('../database/open.js');
  const database = await openDatabase({ url: config.databaseUrl, ...options, log: console.log });
  try {
    if (options.migrate) {
      const { renewNames } = await import('../domain/write/renew-names.service.js');
      await patiently(() => renewNames(database));
    }
    return await work(database, config);
  } finally {
    await database.close();
  }
}

/** How long a start waits for another process that starts and makes names anew, in milliseconds; as for its migrations. */
const PATIENCE = 60_000;

async function patiently(work: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() > deadline) throw error;
    }
  }
}

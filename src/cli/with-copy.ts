import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../database/database.js';
import { withDatabase } from './with-database.js';

/**
 * Hands a copy of the database to `work`, so that nobody who writes to the database waits for it, and throws the copy away.
 * A PostgreSQL database cannot be copied so: there `work` gets the database itself, and has to leave it as it is.
 */
export async function withCopy<T>(folder: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { readConfig } = await import('../config.js');
  const { databaseUrl } = readConfig();
  if (!databaseUrl.startsWith('sqlite:')) return withDatabase({ migrate: false }, work);
  // One that cannot be used says so under its own name.
  await withDatabase({ migrate: false }, () => Promise.resolve());
  const { backUp } = await import('../database/backup.js');
  const copy = path.resolve(folder, `accord-dry-run-${randomUUID()}.db`);
  try {
    await backUp(databaseUrl, copy, { force: false });
    return await withDatabase({ migrate: false, url: `sqlite:${copy}` }, work);
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${copy}${end}`, { force: true });
  }
}

import { parseDatabaseUrl } from './url.js';

/**
 * What the engine finds wrong with its own pages and references; nothing where all is well, and never anything on PostgreSQL,
 * which looks after these by itself. On a connection of its own: what FTS5 remembers of an index that somebody else has
 * written since looks damaged to it.
 */
export async function damages(url: string): Promise<readonly string[]> {
  const parsed = parseDatabaseUrl(url);
  if (parsed.dialect === 'postgres') return [];
  const { SqliteConnection } = await import('./sqlite/connection.js');
  const { damagesOf } = await import('./sqlite/soundness.js');
  const connection = await SqliteConnection.open(parsed.path, 'read');
  try {
    return await damagesOf(connection);
  } finally {
    await connection.close();
  }
}

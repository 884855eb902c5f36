import type { SqliteConnection } from './connection.js';

/** So many complaints tell enough: a damaged file has thousands. */
const MOST = 20;

/** What SQLite finds wrong with the pages and indexes of its file, and with references between rows; nothing where all is well. */
export async function damagesOf(connection: SqliteConnection): Promise<readonly string[]> {
  const pages = await connection.all<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST})`);
  const found = pages.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  if (found.length > 0) return found;
  const broken = await connection.all<{ table: string; rowid: number | null; parent: string }>(
    'PRAGMA foreign_key_check',
  );
  return broken
    .slice(0, MOST)
    .map(({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to nothing in ${parent}`);
}

import { SqliteConnection } from './connection.js';

/** A connection that only reads. */
export async function openReader(path: string): Promise<SqliteConnection> {
  const connection = await SqliteConnection.open(path, 'read');
  // Readers of a WAL file wait only while another process recovers or closes it. The cache is 16 MB instead of 2.
  await connection.execute('PRAGMA busy_timeout = 1000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;');
  return connection;
}

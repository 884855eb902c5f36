import pg from 'pg';
import { StartupError } from '../../errors.js';
import { MIGRATIONS_TABLE } from '../engine.js';
import { postgresCode } from './failures.js';
import { CONNECT_TIMEOUT } from './session.js';

// Tables that an extension has brought along are nobody's data.
const TABLES = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** See Engine.inspect: null for a schema without tables. `shown` is the URL without its password. */
export async function inspectServer(url: string, shown: string): Promise<readonly string[] | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    if (tables.length === 0) return null;
    if (!tables.some(({ name }) => name === MIGRATIONS_TABLE)) {
      throw new StartupError(
        `${shown} is not an Accord database but holds tables of another program; nothing was changed.`,
      );
    }
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM "${MIGRATIONS_TABLE}" ORDER BY id`);
    return rows.map(({ name }) => name);
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(refusal(shown, error), { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function refusal(shown: string, error: unknown): string {
  const code = postgresCode(error);
  if (code === '28P01' || code === '28000') return `Postgres refuses the user or the password of ${shown}.`;
  if (code === '3D000') return `There is no such database: ${shown}; create it first.`;
  if (code === '42501') return `The user of ${shown} lacks the right to read or create tables there.`;
  if (code === '57P03') return `Postgres is starting or stopping at ${shown}; try again.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `No such host: ${shown}.`;
  if (code === 'ECONNREFUSED') return `No Postgres listens at ${shown}.`;
  return `Postgres does not answer at ${shown}${code === '' ? '' : ` (${code})`}.`;
}

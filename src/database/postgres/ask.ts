import type pg from 'pg';
import type { Selection } from '../result.js';
import { statementName } from './session.js';

export type Arrays = readonly (readonly unknown[])[] | null;

export async function askArrays(client: pg.ClientBase, { text, params }: Selection): Promise<Arrays> {
  const name = statementName(text);
  const query = { ...(name === undefined ? {} : { name }), text, values: params, rowMode: 'array' as const };
  const { rows } = await client.query<[Arrays]>(query);
  return rows[0]?.[0] ?? null;
}

import { createHash } from 'node:crypto';
import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { IdempotencyConflictError } from '../../errors.js';

const DAYS = 30;

export interface NamedRequest {
  readonly who: string;
  readonly mutation: string;
  readonly input: { readonly clientMutationId?: string | null };
}

/** Does a request that names itself once: repeated, it gives what it gave. @throws IdempotencyConflictError where another request had that name. */
export async function once<Answer>(
  tx: Transaction,
  { who, mutation, input }: NamedRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = input.clientMutationId;
  if (key == null) return work();
  const hash = createHash('sha256')
    .update(JSON.stringify([mutation, input]))
    .digest('hex');
  const [before] = await tx.rows<{ hash: string; answer: string }>(
    { hash: 'a.hash', answer: 'a.answer' },
    sql`FROM answered a WHERE a.who = ${who} AND a.key = ${key}`,
  );
  if (before && before.hash !== hash) throw new IdempotencyConflictError(key);
  if (before) return JSON.parse(before.answer) as Answer;
  const answer = await work();
  const now = new Date();
  const old = new Date(now.getTime() - DAYS * 24 * 3600 * 1000).toISOString();
  await tx.run(sql`DELETE FROM answered WHERE at < ${old}`);
  await tx.run(
    sql`INSERT INTO answered (who, key, hash, answer, at) VALUES (${who}, ${key}, ${hash}, ${JSON.stringify(answer)}, ${now.toISOString()})`,
  );
  return answer;
}

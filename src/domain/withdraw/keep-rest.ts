import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Moment } from '../change/log.service.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import { rowsOfRecords } from '../document/rows.js';
import { openAll } from '../edit/opened.js';
import { plannedOf } from '../edit/planned-edit.js';
import { type StoredClaim, storedClaims } from '../edit/stored-claims.js';
import type { Going } from '../edit/take-out.js';
import { typedValues, type Wanted } from '../edit/typed-value.js';
import type { RecordType } from '../record/record.enums.js';
import { grouped } from '../write/same-links.js';
import { perform } from '../write/write.service.js';
import { Remainder } from './remainder.js';

/** What became of records that stay. */
export interface Rest {
  records: number;
  links: number;
  delegations: number;
  claims: number;
  ended: number;
  kept: number;
  /** The claims that were decided anew. */
  readonly decided: number[];
}

/** Records that are in memory at a time. */
const BATCH = 500;

/** Takes a source away from records that stay: they come to say what the others say. */
export async function keepRest(
  tx: Transaction,
  source: number,
  records: readonly Going[],
  moment: Moment,
  rest: Rest,
): Promise<void> {
  const byType = grouped(records, ({ type }) => type) as Map<RecordType, Going[]>;
  for (const [type, group] of byType)
    for (let from = 0; from < group.length; from += BATCH) {
      const ids = group.slice(from, from + BATCH).map(({ id }) => id);
      await keepBatch(tx, source, { type, ids }, moment, rest);
    }
}

async function keepBatch(
  tx: Transaction,
  source: number,
  { type, ids }: { readonly type: RecordType; readonly ids: readonly number[] },
  moment: Moment,
  rest: Rest,
): Promise<void> {
  const rows = [...(await rowsOfRecords(tx, type, ids)).values()];
  const { scope, records } = await openAll(tx, rows, moment);
  const subjects = rows.flatMap((record) => [record.id, ...record.delegations.map(({ id }) => id)]);
  const claims = grouped(await storedClaims(tx, subjects, { without: source }), ({ subject }) => subject);
  const slugOf = (agreement: string) => scope.target(['AGREEMENT'], agreement).slug;
  const remainders = records.map((opened) => {
    const own = [opened.record, ...opened.record.delegations].flatMap(({ id }) => claims.get(id) ?? []);
    return { opened, remainder: new Remainder(opened, own as StoredClaim[], slugOf) };
  });
  const fallbacks = remainders.flatMap(({ remainder }) => remainder.fallbacks);
  const wanted = fallbacks.flatMap((each) => (each.wanted ? [each.wanted] : []));
  const values = await typedValues(tx, wanted);
  const found = new Map<Wanted, unknown>(wanted.map((each, index) => [each, values[index]]));
  const planned = remainders.flatMap(({ opened: { record, draft }, remainder }) => {
    remainder.fall(found);
    const decided = [...remainder.statuses.keys(), ...remainder.gone.map(({ id }) => id)];
    const edit = { operation: 'UPDATED' as const, claims: decided };
    return plannedOf(record, draft, { change: scope.rows.nextId(), edit }, { scope, touched: remainder.subjects });
  });
  const all = remainders.map(({ remainder }) => remainder);
  await perform(tx, planned, scope, moment, () => forget(tx, source, subjects, all));
  for (const { links, delegations, gone, ended, kept, statuses } of all) {
    rest.links += links.size;
    rest.delegations += delegations.length;
    rest.claims += gone.length;
    rest.ended += ended;
    rest.kept += kept;
    rest.decided.push(...statuses.keys());
  }
  rest.records += rows.length;
}

/** Takes the passages of the source away, and the claims that have no other; delegations that go take theirs along. */
async function forget(
  tx: Transaction,
  source: number,
  subjects: readonly number[],
  remainders: readonly Remainder[],
): Promise<void> {
  const going = new Set(remainders.flatMap(({ delegations }) => delegations));
  const staying = subjects.filter((id) => !going.has(id));
  const ofStaying = sql`SELECT c.id FROM claim c WHERE ${sql.in(sql`c.subject_id`, staying)}`;
  const links = remainders.flatMap((each) => [...each.links]);
  if (links.length > 0) await tx.run(sql`DELETE FROM claim WHERE ${sql.in(sql`link_id`, links)}`);
  await tx.run(sql`DELETE FROM claim WHERE id IN (${ofStaying})
    AND EXISTS (SELECT 1 FROM evidence e WHERE e.claim_id = claim.id AND e.source_id = ${source})
    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.claim_id = claim.id AND e.source_id <> ${source})`);
  await tx.run(sql`DELETE FROM evidence WHERE source_id = ${source} AND claim_id IN (${ofStaying})`);
  const statuses = grouped(
    remainders.flatMap(({ statuses: own }) => [...own]),
    ([, status]) => status,
  ) as Map<ClaimStatus, [number, ClaimStatus][]>;
  for (const [status, group] of statuses)
    await tx.run(
      sql`UPDATE claim SET status = ${status} WHERE ${sql.in(
        sql`id`,
        group.map(([id]) => id),
      )}`,
    );
}

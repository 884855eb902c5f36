import { real, type Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Planned } from './batch.js';
import { ownedBy } from './replace.js';
import type { NewRow, Rows, Table } from './rows.js';
import { contentOf, grouped, samePairs } from './same-links.js';

/** Columns that can hold a fraction. */
const FRACTIONS = ['quantity_min', 'quantity_max'];

/** Rows of a table that belong to records, in the order of entry. */
const readRows = (tx: Transaction, table: Table, columns: readonly string[], belongs: ReturnType<typeof sql>) =>
  tx.rows<NewRow>(
    Object.fromEntries(columns.map((name) => [name, FRACTIONS.includes(name) ? real(`t."${name}"`) : `t."${name}"`])),
    sql`FROM ${sql.raw(table)} t WHERE ${belongs} ORDER BY t.id`,
  );

const idOf = (row: NewRow) => row['id'] as number;

/** Names that say what they said before keep their ids, and so do links that are recognised. Gives old ids by new ones. */
async function keepLinks(tx: Transaction, rows: Rows, updated: readonly Planned[]): Promise<Map<number, number>> {
  const kept = new Map<number, number>();
  for (const { table, owner, ids } of ownedBy(updated)) {
    const [first] = rows.of(table);
    if (!first || first['id'] === undefined || table === 'claim') continue;
    const content = Object.keys(first).filter((column) => column !== 'id' && column !== 'position');
    const columns = 'position' in first ? ['id', 'position', ...content] : ['id', ...content];
    const stored = await readRows(tx, table, columns, sql.in(sql.raw(`t.${owner}`), ids));
    const pairs = samePairs({ table, owner }, stored, rows.of(table), content);
    rows.change(table, (row) => {
      const same = pairs.get(row);
      if (!same) return row;
      kept.set(idOf(row), idOf(same));
      return { ...row, id: idOf(same) };
    });
  }
  return kept;
}

const CLAIM = ['property', 'value', 'status', 'modality', 'attributed_to_id', 'retracted_at'];
const EVIDENCE = ['source_id', 'stance', 'paragraph', 'char_start', 'char_end', 'quote', 'quote_hash', 'note'];

/** A claim with its evidence, and with what both say. */
interface Receipt {
  readonly claim: NewRow;
  readonly evidence: readonly NewRow[];
  readonly content: string;
}

function receiptsOf(claims: readonly NewRow[], evidence: readonly NewRow[]): Receipt[] {
  const byClaim = grouped(evidence, (row) => row['claim_id']);
  return claims.map((claim) => {
    const own = byClaim.get(claim['id']) ?? [];
    return {
      claim,
      evidence: own,
      content: [contentOf(claim, CLAIM), ...own.map((row) => contentOf(row, EVIDENCE))].join(),
    };
  });
}

/**
 * A claim that says what it said before keeps when and by whom it was recorded. Ids keep the order of the claims, so that only
 * those before the first change keep theirs.
 */
async function keepClaims(tx: Transaction, rows: Rows, updated: readonly Planned[]): Promise<void> {
  const belongs = sql.in(
    sql`t.subject_id`,
    updated.map(({ id }) => id),
  );
  const place = ['subject_id', 'link_id'];
  const stored = receiptsOf(
    await readRows(tx, 'claim', ['id', ...place, ...CLAIM, 'recorded_at', 'recorded_by'], belongs),
    await readRows(
      tx,
      'evidence',
      ['id', 'claim_id', ...EVIDENCE],
      sql`t.claim_id IN (SELECT c.id FROM claim c WHERE ${sql.in(
        sql`c.subject_id`,
        updated.map(({ id }) => id),
      )})`,
    ),
  );
  const before = grouped(stored, ({ claim }) => contentOf(claim, place));
  const ids = new Map<number, number>();
  const recorded = new Map<number, NewRow>();
  for (const [where, receipts] of grouped(receiptsOf(rows.of('claim'), rows.of('evidence')), ({ claim }) =>
    contentOf(claim, place),
  )) {
    const old = before.get(where) ?? [];
    const changed = receipts.findIndex(({ content }, at) => old[at]?.content !== content);
    receipts.forEach(({ claim, evidence, content }, at) => {
      const same = old[at]?.content === content ? old[at] : old.find((each) => each.content === content);
      if (!same) return;
      recorded.set(idOf(claim), same.claim);
      if (changed !== -1 && at >= changed) return;
      ids.set(idOf(claim), idOf(same.claim));
      evidence.forEach((row, index) => {
        ids.set(idOf(row), idOf(same.evidence[index] as NewRow));
      });
    });
  }
  const renamed = (id: number) => ids.get(id) ?? id;
  rows.change('claim', (row) => {
    const { recorded_at, recorded_by } = recorded.get(idOf(row)) ?? row;
    return { ...row, id: renamed(idOf(row)), recorded_at: recorded_at as string, recorded_by: recorded_by as string };
  });
  rows.change('evidence', (row) => ({ ...row, id: renamed(idOf(row)), claim_id: renamed(row['claim_id'] as number) }));
}

/** What an updated record still speaks of stays as it was: its links with their ids, unchanged claims with their dates. */
export async function keepUnchanged(tx: Transaction, rows: Rows, updated: readonly Planned[]): Promise<void> {
  if (updated.length === 0) return;
  const links = await keepLinks(tx, rows, updated);
  rows.change('claim', (row) => ({ ...row, link_id: links.get(row['link_id'] as number) ?? row['link_id'] ?? null }));
  await keepClaims(tx, rows, updated);
}

import { FRACTIONS, fractionsOf, type HistoricTable } from '../../database/as-of.js';
import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { historicTables } from './historic-tables.js';

/** A record, and the change that is about to replace its rows. */
export type Replaced = readonly [record: number, change: number];

/** All columns of a row in a JSON object: fractions stand beside it, since SQLite would not write them exactly. */
function asJson({ columns }: HistoricTable): Sql {
  const plain = columns.filter(({ type }) => type !== 'double precision').map(({ name }) => `'${name}', m."${name}"`);
  return sql.choose(
    sql.raw(`json_object(${plain.join(', ')})`),
    sql.raw(`json_build_object(${plain.join(', ')})::text`),
  );
}

function keep(table: HistoricTable, replaced: readonly Replaced[]): Sql {
  const { name, owner, key } = table;
  const isEvidence = name === 'evidence';
  const ofRecord = isEvidence
    ? 'JOIN claim c ON c.subject_id = w.value JOIN evidence m ON m.claim_id = c.id'
    : `JOIN "${name}" m ON m."${owner}" = w.value`;
  const fractions = fractionsOf(table);
  const values = FRACTIONS.map((_, index) => (fractions[index] ? `m."${fractions[index]}"` : 'NULL'));
  return sql`INSERT INTO was (part, owner_id, row_id, until, since, holder_id, data, ${sql.raw(FRACTIONS.join(', '))})
    SELECT ${sql.raw(`'${name}', w.value, m."${key}", w.other, r.changed, ${isEvidence ? `m."${owner}"` : 'NULL'}`)}, ${asJson(table)}, ${sql.raw(values.join(', '))}
    FROM ${sql.table(replaced, 'w')} JOIN registry r ON r.id = w.value ${sql.raw(ofRecord)}`;
}

/** The tables that hold something of records of a type: those of all records, its own, and those of its links. */
const OF_ALL = ['registry', 'record_text', 'record_name', 'claim', 'evidence'];

/** Keeps the rows of records as they are, before a change takes their place. `parts` are the tables of their type. */
export async function keepAsTheyAre(
  tx: Transaction,
  parts: readonly string[],
  replaced: readonly Replaced[],
): Promise<void> {
  if (replaced.length === 0) return;
  for (const table of historicTables)
    if (OF_ALL.includes(table.name) || parts.includes(table.name)) await tx.run(keep(table, replaced));
}

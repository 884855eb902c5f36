import type { RecordRows, StoredRow } from '../document/rows.js';

/** By which columns two links of two records are one: all of them agree, or one of the two says nothing. Columns after the first `sure` may. */
const IDENTITIES: Readonly<Record<string, { readonly sure: readonly string[]; readonly maybe?: readonly string[] }>> = {
  agreement_party: { sure: ['actor_id', 'role'] },
  commodity_term: { sure: ['commodity_id', 'kind'], maybe: ['from_id', 'to_id'] },
  money_amount: { sure: ['currency', 'basis', 'year'] },
  participation: { sure: ['actor_id'] },
  tenure: { sure: ['organization_id'] },
  commodity_code: { sure: ['scheme', 'code', 'match'] },
  agreement_meeting: { sure: ['agreement_id'] },
};

const textsOf = (row: StoredRow): string[] =>
  Object.values(JSON.parse(String(row['title'] ?? '{}')) as Record<string, string>).map((text) => text.toLowerCase());

function isSame(table: string, one: StoredRow, other: StoredRow): boolean {
  const { sure, maybe = [] } = IDENTITIES[table] ?? { sure: [] };
  if (!sure.every((column) => one[column] === other[column])) return false;
  if (!maybe.every((column) => one[column] === null || other[column] === null || one[column] === other[column]))
    return false;
  return table !== 'tenure' || titlesMeet(one, other);
}

/** Whether two offices have a title in common. */
export const titlesMeet = (one: StoredRow, other: StoredRow): boolean =>
  textsOf(one).some((text) => textsOf(other).includes(text));

/** The links of one record that another has too, as pairs of rows. */
export const sameThings = (from: RecordRows, into: RecordRows, table: string): ReadonlyMap<StoredRow, StoredRow> =>
  pairsOf(from.owned.get(table) ?? [], into.owned.get(table) ?? [], (one, other) => isSame(table, one, other));

/** Each row that goes with the one that stays for it: where several could be meant, none is. */
export function pairsOf(
  going: readonly StoredRow[],
  staying: readonly StoredRow[],
  isOne: (one: StoredRow, other: StoredRow) => boolean,
): ReadonlyMap<StoredRow, StoredRow> {
  const pairs = new Map<StoredRow, StoredRow>();
  for (const row of going) {
    const alike = staying.filter((other) => isOne(row, other));
    const rivals = going.filter((other) => alike[0] && isOne(other, alike[0]));
    if (alike.length === 1 && rivals.length === 1) pairs.set(row, alike[0] as StoredRow);
  }
  return pairs;
}

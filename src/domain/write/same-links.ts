import type { NewRow, Table } from './rows.js';

/**
 * By what a link of a record is recognised when other values of it change: these columns, wherever it stands now; or else
 * the next ones, where it stands in its place.
 */
const IDENTITIES: { readonly [Each in Table]?: readonly (readonly string[])[] } = {
  tenure: [['organization_id', 'title'], ['organization_id']],
  participation: [['actor_id', 'role'], ['actor_id']],
  agreement_party: [['actor_id']],
  commodity_term: [['commodity_id', 'kind'], ['commodity_id']],
  money_amount: [
    ['currency', 'basis', 'year'],
    ['value', 'currency'],
  ],
};

/** What a row says, in the given columns. */
export const contentOf = (row: NewRow, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => (row[column] == null ? null : String(row[column]))));

export function grouped<Item>(items: Iterable<Item>, keyOf: (item: Item) => unknown): Map<unknown, Item[]> {
  const groups = new Map<unknown, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/**
 * The stored row that each new one stands for: the one that says the same, wherever it stood; else the only one of its
 * identity, where the new one is that too; else the one of its identity that stood in its place.
 */
export function samePairs(
  { table, owner }: { readonly table: Table; readonly owner: string },
  stored: readonly NewRow[],
  rows: readonly NewRow[],
  content: readonly string[],
): Map<NewRow, NewRow> {
  const pairs = new Map<NewRow, NewRow>();
  const left = new Set(stored);
  const pair = (row: NewRow, old: NewRow) => {
    pairs.set(row, old);
    left.delete(old);
  };
  const alike = (columns: readonly string[], choose: (group: readonly NewRow[], old: readonly NewRow[]) => void) => {
    const keyOf = (row: NewRow) => contentOf(row, columns);
    const before = grouped(left, keyOf);
    const fresh = rows.filter((row) => !pairs.has(row));
    for (const [key, group] of grouped(fresh, keyOf)) choose(group, before.get(key) ?? []);
  };
  alike(content, (group, old) => {
    for (const [index, each] of old.slice(0, group.length).entries()) pair(group[index] as NewRow, each);
  });
  for (const [step, identity] of (IDENTITIES[table] ?? []).entries())
    alike([owner, ...identity], (group, old) => {
      if (step === 0 && group.length === 1 && old.length === 1) pair(group[0] as NewRow, old[0] as NewRow);
      else
        for (const row of group) {
          const inPlace = old.find((each) => Number(each['position']) === row['position']);
          if (inPlace) pair(row, inPlace);
        }
    });
  return pairs;
}

import type { Reads, Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { dateSortKeys } from '../date/bound-columns.js';
import { labelColumns } from '../name/label-columns.js';
import type { Name } from '../name/name.entity.js';
import { keysOfName, labelKeyOf } from '../name/name-rows.js';
import type { RegistryEntry } from '../record/record.entity.js';
import { updateRow } from '../write/replace.js';
import type { NewRow } from '../write/rows.js';
import { grouped } from '../write/same-links.js';
import type { Check, Found } from './check.js';

/** A row that does not hold what is made of its record. */
interface Wrong {
  readonly id: number;
  readonly shown: string;
  readonly right: NewRow;
}

const PAGE = 2_000;

type Entry = Pick<RegistryEntry, 'id' | 'type' | 'slug'> & { readonly date: string | null } & NewRow;

const ENTRY = {
  id: 'r.id',
  type: 'r.type',
  slug: 'r.slug',
  label_key: 'r.label_key',
  label_en: 'r.label_en',
  label_fr: 'r.label_fr',
  label_other: 'r.label_other',
  date_asc: 'r.date_asc',
  date_desc: 'r.date_desc',
  date: 'COALESCE(a.date, m.date, s.published_on)',
};

const ENTRIES = sql`FROM registry r LEFT JOIN delegation d ON d.id = r.id LEFT JOIN meeting m ON m.id = COALESCE(d.meeting_id, r.id)
  LEFT JOIN agreement a ON a.id = r.id LEFT JOIN source s ON s.id = r.id`;

const differs = (row: NewRow, right: NewRow) => Object.entries(right).some(([column, value]) => row[column] !== value);

/** Pages of rows in the order of their ids. */
async function* pagesOf<Row extends { readonly id: number }>(read: (after: number) => Promise<Row[]>) {
  for (let after = -1; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

async function* wrongEntries(reads: Reads): AsyncGenerator<Wrong> {
  const pages = pagesOf((after) =>
    reads.rows<Entry>(ENTRY, sql`${ENTRIES} WHERE r.id > ${after} ORDER BY r.id LIMIT ${PAGE}`),
  );
  for await (const entries of pages) {
    const names = await reads.rows<Pick<Name, 'recordId' | 'text' | 'lang' | 'kind'>>(
      { recordId: 'n.record_id', text: 'n.text', lang: 'n.lang', kind: 'n.kind' },
      sql`FROM record_name n WHERE n.record_id >= ${entries[0]?.id ?? 0} AND n.record_id <= ${entries.at(-1)?.id ?? 0}
        ORDER BY n.record_id, n.position`,
    );
    const byRecord = grouped(names, ({ recordId }) => recordId);
    for (const entry of entries) {
      const own = (byRecord.get(entry.id) ?? []).map(({ text, lang, kind }) => ({
        text,
        kind,
        ...(lang !== null && { lang }),
      }));
      const { slug, date } = entry;
      const right = { label_key: labelKeyOf(own, slug), ...labelColumns(own, slug), ...dateSortKeys(date) };
      if (differs(entry, right)) yield { id: entry.id, shown: `${entry.type} ${slug}`, right };
    }
  }
}

type NameEntry = Pick<Name, 'id' | 'text'> & NewRow;

async function* wrongNames(reads: Reads): AsyncGenerator<Wrong> {
  const columns = ['id', 'text', 'key', 'latin_key', 'words', 'latin_words', 'spelling'];
  const selected = Object.fromEntries(columns.map((column) => [column, `n.${column}`]));
  const pages = pagesOf((after) =>
    reads.rows<NameEntry>(selected, sql`FROM record_name n WHERE n.id > ${after} ORDER BY n.id LIMIT ${PAGE}`),
  );
  for await (const names of pages)
    for (const name of names) {
      const right = keysOfName(name.text);
      if (differs(name, right)) yield { id: name.id, shown: name.text, right };
    }
}

const MOST_EXAMPLES = 5;

async function foundIn(wrong: AsyncGenerator<Wrong>): Promise<Found> {
  const examples: string[] = [];
  let count = 0;
  for await (const { shown } of wrong) {
    count += 1;
    if (examples.length < MOST_EXAMPLES) examples.push(shown);
  }
  return { count, examples };
}

async function mend(tx: Transaction, table: string, wrong: AsyncGenerator<Wrong>): Promise<void> {
  for await (const { id, right } of wrong) await updateRow(tx, table, id, right);
}

/** What is kept with records and names because it is made of their texts. */
export const textChecks: readonly Check[] = [
  {
    code: 'labels-and-sort-keys',
    problem: 'the labels or sort keys of these records are not those of their names and dates',
    advice: 'accord doctor --repair makes them anew.',
    find: (reads) => foundIn(wrongEntries(reads)),
    repair: (tx) => mend(tx, 'registry', wrongEntries(tx)),
  },
  {
    code: 'name-keys',
    problem: 'these names are kept under other keys than their spelling gives: they are not found by it',
    advice: 'accord doctor --repair makes them anew.',
    find: (reads) => foundIn(wrongNames(reads)),
    repair: (tx) => mend(tx, 'record_name', wrongNames(tx)),
  },
];

import type { Database, Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { NameKind } from '../name/name.enums.js';
import { keysOfName, labelKeyOf, searchWords } from '../name/name-rows.js';
import { grouped } from './same-links.js';

/** Counted up whenever the same name comes to have other keys or words: what databases keep is made anew then. */
export const NAMES_VERSION = 1;

/** Records of one transaction: readers and other writers come in between. */
const BATCH = 1000;

interface NameRow {
  readonly id: number;
  readonly record: number;
  readonly text: string;
  readonly lang: string | null;
  readonly kind: NameKind;
  readonly key: string;
  readonly latin_key: string | null;
  readonly words: string;
  readonly latin_words: string | null;
  readonly spelling: string;
}

interface RecordRow {
  readonly id: number;
  readonly slug: string;
  readonly labelKey: string;
  readonly words: string;
  readonly latinWords: string | null;
  readonly summary: string | null;
}

/**
 * Makes what names are found and ordered by anew where an older program has made it. Can be stopped at any time and goes on
 * from the beginning. Gives how many records were looked at.
 */
export async function renewNames(database: Database): Promise<number> {
  const [state] = await database.rows<{ version: number }>(
    { version: 'names_version' },
    sql`FROM data_state WHERE id = 1`,
  );
  if ((state?.version ?? 0) >= NAMES_VERSION) return 0;
  let count = 0;
  for (let after = 0; ; ) {
    const ids = await database.write((tx) => renewSome(tx, after));
    count += ids.length;
    const last = ids.at(-1);
    if (last === undefined) return count;
    after = last;
  }
}

/** The records after an id, and that all is done where there is none. */
async function renewSome(tx: Transaction, after: number): Promise<number[]> {
  const records = await tx.rows<RecordRow>(
    {
      id: 'r.id',
      slug: 'r.slug',
      labelKey: 'r.label_key',
      words: 'x.words',
      latinWords: 'x.latin_words',
      summary: 'COALESCE(a.summary, m.summary)',
    },
    sql`FROM registry r JOIN record_text x ON x.record_id = r.id LEFT JOIN agreement a ON a.id = r.id
      LEFT JOIN meeting m ON m.id = r.id WHERE r.id > ${after} ORDER BY r.id LIMIT ${BATCH}`,
  );
  const ids = records.map(({ id }) => id);
  if (ids.length === 0) {
    await tx.run(sql`UPDATE data_state SET names_version = ${NAMES_VERSION} WHERE id = 1`);
    return ids;
  }
  const names = await tx.rows<NameRow>(
    {
      id: 'n.id',
      record: 'n.record_id',
      text: 'n.text',
      lang: 'n.lang',
      kind: 'n.kind',
      key: 'n."key"',
      latin_key: 'n.latin_key',
      words: 'n.words',
      latin_words: 'n.latin_words',
      spelling: 'n.spelling',
    },
    sql`FROM record_name n WHERE ${sql.in(sql`n.record_id`, ids)} ORDER BY n.record_id, n.position`,
  );
  for (const name of names) await renewName(tx, name);
  const ofRecord = grouped(names, ({ record }) => record);
  for (const record of records) await renewRecord(tx, record, ofRecord.get(record.id) ?? []);
  return ids;
}

async function renewName(tx: Transaction, name: NameRow): Promise<void> {
  const keys = keysOfName(name.text);
  if (Object.entries(keys).every(([column, value]) => name[column as keyof typeof keys] === value)) return;
  const { key, latin_key, words, latin_words, spelling } = keys;
  await tx.run(sql`UPDATE record_name SET "key" = ${key}, latin_key = ${latin_key}, words = ${words},
    latin_words = ${latin_words}, spelling = ${spelling} WHERE id = ${name.id}`);
}

async function renewRecord(tx: Transaction, record: RecordRow, names: readonly NameRow[]): Promise<void> {
  const texts = Object.values(JSON.parse(record.summary ?? '{}') as Record<string, string>).map((text) => ({ text }));
  const { words, latin_words } = searchWords(names, texts);
  if (words !== record.words || latin_words !== record.latinWords)
    await tx.run(
      sql`UPDATE record_text SET words = ${words}, latin_words = ${latin_words} WHERE record_id = ${record.id}`,
    );
  const named = names.map(({ text, kind, lang }) => ({ text, kind, ...(lang === null ? {} : { lang }) }));
  const labelKey = labelKeyOf(named, record.slug);
  if (labelKey !== record.labelKey)
    await tx.run(sql`UPDATE registry SET label_key = ${labelKey} WHERE id = ${record.id}`);
}

import type { Reads, Transaction } from './database.js';
import * as postgres from './migrations/postgres/1795482283743-word-index.js';
import * as sqlite from './migrations/sqlite/1795482283743-word-index.js';
import { type Sql, sql } from './sql.js';

const raw = (statements: readonly string[]) => statements.map((statement) => sql.raw(statement));

/**
 * Not emptied by the command 'delete-all' of FTS5: whoever has the database open goes on with what it knew of the index, and
 * takes it for damaged. Words stay known, as in the triggers.
 */
const REFILL = {
  sqlite: [
    ...raw(['DELETE FROM search_text', 'DELETE FROM search_name']),
    ...raw(
      sqlite.FILL.map((statement) =>
        statement.replace(/^INSERT INTO search_word/, 'INSERT OR IGNORE INTO search_word'),
      ),
    ),
    sql`INSERT INTO search_trigram (rowid, word) SELECT w.id, w.word FROM search_word w
      WHERE length(w.word) > 2 AND w.word NOT GLOB '*[0-9]*' AND NOT EXISTS (SELECT 1 FROM search_trigram_docsize t WHERE t.id = w.id)`,
  ],
  postgres: [
    ...raw(['DELETE FROM search_text', 'DELETE FROM search_name']),
    ...raw(
      postgres.FILL.map((statement) =>
        statement.startsWith('INSERT INTO search_word') ? `${statement} ON CONFLICT DO NOTHING` : statement,
      ),
    ),
  ],
};

/** Fills the word index anew from what the write path has folded. */
export async function refillWordIndex(tx: Transaction, dialect: 'sqlite' | 'postgres'): Promise<void> {
  for (const statement of REFILL[dialect]) await tx.run(statement);
}

/** The triggers that keep the index, by their names, with what makes each. */
const TRIGGERS = {
  sqlite: new Map(sqlite.TRIGGERS.map((statement) => [/^CREATE TRIGGER (\w+)/.exec(statement)?.[1], [statement]])),
  postgres: new Map(
    postgres.TRIGGERS.flatMap((statement, at, all) => {
      const name = /^CREATE TRIGGER (\w+)/.exec(statement)?.[1];
      const made = all[at - 1]?.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION');
      return name === undefined || made === undefined ? [] : [[name, [made, statement]] as const];
    }),
  ),
};

const THERE = sql.choose(
  sql`FROM (SELECT name FROM sqlite_schema WHERE type = 'trigger') t`,
  // a trigger that was switched off is as good as none
  sql`FROM (SELECT tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D') t`,
);

/** The names of triggers without which the index no longer follows the names. */
export async function missingTriggers(reads: Reads, dialect: 'sqlite' | 'postgres'): Promise<string[]> {
  const there = new Set((await reads.rows<{ name: string }>({ name: 't.name' }, THERE)).map(({ name }) => name));
  return [...TRIGGERS[dialect].keys()].flatMap((name) => (name !== undefined && !there.has(name) ? [name] : []));
}

/** Makes the triggers that are missing. */
export async function restoreTriggers(tx: Transaction, dialect: 'sqlite' | 'postgres'): Promise<void> {
  for (const name of await missingTriggers(tx, dialect)) {
    const statements = TRIGGERS[dialect].get(name) ?? [];
    if (dialect === 'postgres') await tx.run(sql.raw(`DROP TRIGGER IF EXISTS ${name} ON record_${name.split('_')[1]}`));
    for (const statement of statements) await tx.run(sql.raw(statement));
  }
}

/**
 * Every document with each of its words, as the facts say and as the index answers: FTS5 tells of a document only whether it
 * matches. A document without words has to be looked for by itself.
 */
const apartInSqlite = (index: 'search_text' | 'search_name', table: string, key: string) =>
  sql.raw(`SELECT id AS what FROM (
    WITH wanted (id, word) AS MATERIALIZED (SELECT s.id, w.value FROM ${index}_source s,
        json_each('["' || replace(trim(s.lexemes), ' ', '","') || '"]') w WHERE w.value <> ''),
      had (id, word) AS MATERIALIZED (SELECT d.rowid, k.word FROM (SELECT DISTINCT word FROM wanted) k
        CROSS JOIN ${index} d ON d.${index} MATCH '"' || k.word || '"')
    SELECT id FROM (SELECT * FROM wanted EXCEPT SELECT * FROM had)
    UNION SELECT id FROM (SELECT * FROM had EXCEPT SELECT * FROM wanted)
    UNION SELECT id FROM (SELECT ${key} AS id FROM ${table} EXCEPT SELECT rowid FROM ${index})
    UNION SELECT id FROM (SELECT rowid AS id FROM ${index} EXCEPT SELECT ${key} FROM ${table}))`);

const apartInPostgres = (index: 'search_text' | 'search_name', wanted: string) =>
  sql.raw(`SELECT COALESCE(s.id, i.id) AS what FROM (${wanted}) s FULL JOIN ${index} i ON i.id = s.id
    WHERE s.lexemes IS DISTINCT FROM i.lexemes`);

/** Ids of records (`search_text`), of names (`search_name`), and words (`search_word`) that the index and the facts do not have alike, as `what`. */
export const wordIndexDifferences: Readonly<Record<'search_text' | 'search_name' | 'search_word', Sql>> = {
  search_text: sql.choose(
    apartInSqlite('search_text', 'record_text', 'record_id'),
    apartInPostgres('search_text', postgres.textsOf('record_text')),
  ),
  search_name: sql.choose(
    apartInSqlite('search_name', 'record_name', 'id'),
    apartInPostgres('search_name', postgres.namesOf('record_name')),
  ),
  search_word: sql.choose(
    sql`SELECT DISTINCT s.word AS what FROM search_word_source s WHERE NOT EXISTS (SELECT 1 FROM search_word w WHERE w.word = s.word)
      UNION ALL SELECT w.word FROM search_word w WHERE length(w.word) > 2 AND w.word NOT GLOB '*[0-9]*'
        AND NOT EXISTS (SELECT 1 FROM search_trigram_docsize t WHERE t.id = w.id)`,
    sql`SELECT s.word AS what FROM (${sql.raw(postgres.wordsOf('record_text'))}) AS s(word)
      WHERE NOT EXISTS (SELECT 1 FROM search_word w WHERE w.word = s.word)`,
  ),
};

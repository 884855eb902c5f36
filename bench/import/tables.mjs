// The rows that an import makes, table by table, as the `sqlite3` command line can take them.
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sqlite3 from 'sqlite3';

/** What the word index holds is not read from it, but from where its triggers take it. */
const INDEXED = {
  search_text: 'SELECT lexemes FROM $.search_text_source',
  search_name: 'SELECT lexemes FROM $.search_name_source',
  search_trigram: "SELECT word FROM $.search_word WHERE length(word) > 2 AND word NOT GLOB '*[0-9]*'",
};

/** Both databases, as `main` and `before`. */
function openPair(after, before) {
  const db = new sqlite3.Database(after);
  const all = (text) =>
    new Promise((resolve, reject) => db.all(text, (error, rows) => (error ? reject(error) : resolve(rows))));
  const close = () => new Promise((resolve) => db.close(resolve));
  return all(`ATTACH '${before.replaceAll("'", "''")}' AS before`).then(() => ({ db, all, close }));
}

const tablesOf = async (all) => {
  const rows = await all("SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  // Not the tables in which FTS5 keeps an index.
  return rows.filter(({ name }) => !/^search_(text|name|trigram)_/.test(name));
};

const rowsIn = (name, database) => (INDEXED[name] ?? `SELECT * FROM $."${name}"`).replaceAll('$', database);

/** How many rows came to be, by table; those that were there before and changed do not count. */
export async function countNew(after, before) {
  const { all, close } = await openPair(after, before);
  const counts = new Map();
  try {
    for (const { name } of await tablesOf(all)) {
      const count = async (database) => (await all(`SELECT COUNT(*) AS n FROM (${rowsIn(name, database)})`))[0].n;
      const more = (await count('main')) - (await count('before'));
      if (more > 0) counts.set(name, more);
    }
  } finally {
    await close();
  }
  return counts;
}

const quoted = (value) => {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Writes the new rows of each table into a CSV file. @returns their schema and what to import: `tables`, `indexes`, `files` */
export async function writeTables(after, before, counts, fileOf) {
  const { db, all, close } = await openPair(after, before);
  try {
    const tables = [];
    for (const { name, sql } of await tablesOf(all)) {
      if (!counts.has(name)) continue;
      tables.push({ name, sql, file: fileOf(name) });
      await pipeline(Readable.from(csvOf(db, newRows(name))), createWriteStream(fileOf(name)));
    }
    const names = new Set(tables.map(({ name }) => name));
    const indexes = await all("SELECT tbl_name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
    return { tables, indexes: indexes.filter(({ tbl_name }) => names.has(tbl_name)).map(({ sql }) => sql) };
  } finally {
    await close();
  }
}

/** Lexemes of two records can be alike: their rows are told apart by what they belong to. */
function newRows(name) {
  if (name === 'search_trigram') return `${rowsIn(name, 'main')} EXCEPT ${rowsIn(name, 'before')}`;
  if (name in INDEXED)
    return `SELECT lexemes FROM main.${name}_source WHERE id NOT IN (SELECT id FROM before.${name}_source)`;
  return `${rowsIn(name, 'main')} EXCEPT ${rowsIn(name, 'before')}`;
}

async function* csvOf(db, query) {
  const statement = db.prepare(query);
  try {
    for (;;) {
      const row = await new Promise((resolve, reject) =>
        statement.get((error, found) => (error ? reject(error) : resolve(found))),
      );
      if (row === undefined) return;
      yield `${Object.values(row).map(quoted).join()}\n`;
    }
  } finally {
    await new Promise((resolve) => statement.finalize(resolve));
  }
}

/** @throws Error where a file does not hold the same number of rows: `.import` goes on after those it cannot take */
export async function requireRows(file, counts) {
  const db = new sqlite3.Database(file);
  try {
    for (const [name, wanted] of counts) {
      const there = await new Promise((resolve, reject) =>
        db.get(`SELECT COUNT(*) AS n FROM "${name}"`, (error, row) => (error ? reject(error) : resolve(row.n))),
      );
      // Rows that were there before and changed are imported as well.
      if (there < wanted) throw new Error(`sqlite3 took ${there} of ${wanted} rows into ${name}`);
    }
  } finally {
    await new Promise((resolve) => db.close(resolve));
  }
}

export const hasCommandLine = () => spawnSync('sqlite3', ['--version']).status === 0;

/** The commands that import everything into a new file, in one transaction a table as `.import` does it. */
export function importScript({ tables, indexes }, { isIndexed }) {
  const schema = tables.map(({ name, sql }) => {
    if (!(name in INDEXED)) return `${sql};`;
    const column = name === 'search_trigram' ? 'word' : 'lexemes';
    if (!isIndexed) return `CREATE TABLE ${name} (${column});`;
    // Options that older command lines do not know, and that change no cost of inserting.
    return `${sql.replace(/, contentless_delete=1/, '').replace(/content='search_word', content_rowid='id'/, "content=''")};`;
  });
  // .import has no NULL: what is unique among those would be refused as an empty text.
  const made = isIndexed ? indexes.map((sql) => `${sql.replace(/^CREATE UNIQUE/, 'CREATE')};`) : [];
  const imports = tables.map(({ name, file }) => `.import --csv '${file}' ${name}`);
  return ['PRAGMA journal_mode = WAL;', 'PRAGMA synchronous = NORMAL;', ...schema, ...made, ...imports, ''].join('\n');
}

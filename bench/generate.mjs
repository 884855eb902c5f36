// Writes a database of any size, the same one every time: node bench/generate.mjs FILE [--agreements 100000] [--seed 1]
// The facts are invented; names, links, claims and evidence are made by the product's own write path, so that a generated
// database has what a written one would have. Only the inserting is done by hand: no indexes and no syncing until the end.
import 'reflect-metadata';
import { rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import sqlite3 from 'sqlite3';
import { openDatabase } from '../build/database/open.js';
import { compile, sql } from '../build/database/sql.js';
import { recountAll } from '../build/domain/write/derived.js';
import { NAMES_VERSION } from '../build/domain/write/renew-names.service.js';
import { seedDatabase } from '../build/exchange/seed/seed.js';
import { madeBatches } from './batches.mjs';
import { planFacts } from './facts.mjs';
import { progress } from './progress.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { agreements: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const [file] = positionals;
const agreements = Number(values.agreements);
if (file === undefined || !Number.isSafeInteger(agreements) || agreements < 1) {
  console.error('Usage: node bench/generate.mjs FILE [--agreements 100000] [--seed 1]');
  process.exit(2);
}
for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });

const seeded = await openDatabase({ url: `sqlite:${file}`, migrate: true });
await seedDatabase(seeded, { folder: new URL('../seeds', import.meta.url).pathname });
const slugs = { id: 'r.id', slug: 'r.slug' };
const states = await seeded.rows(
  slugs,
  sql.raw("FROM registry r JOIN organization o ON o.id = r.id WHERE o.kind = 'STATE' ORDER BY r.id"),
);
const commodities = await seeded.rows(slugs, sql.raw("FROM registry r WHERE r.type = 'COMMODITY' ORDER BY r.id"));
const [{ firstId }] = await seeded.rows({ firstId: 'next_id' }, sql.raw('FROM data_state'));
await seeded.close();

const db = new sqlite3.Database(file);
const settled = (resolve, reject) => (error, result) => (error ? reject(error) : resolve(result));
const execute = (text) => new Promise((resolve, reject) => db.exec(text, settled(resolve, reject)));
const all = (text) => new Promise((resolve, reject) => db.all(text, settled(resolve, reject)));
await execute(
  'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; PRAGMA threads = 4',
);
const indexes = await all(
  "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name",
);
for (const { name } of indexes) await execute(`DROP INDEX "${name}"`);
// The word index is filled at the end as well, from the views that its triggers read.
const triggers = await all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'");
for (const { name } of triggers) await execute(`DROP TRIGGER "${name}"`);
const [{ lastWord }] = await all('SELECT MAX(id) AS lastWord FROM search_word');

const prepared = new Map();
function insert({ table, varying, same, constants, json }) {
  const columns = [...varying, ...same].map((column) => `"${column}"`).join(', ');
  const given = [...varying.map((_, n) => `value ->> ${n}`), ...same.map(() => '?')].join(', ');
  const text = `INSERT INTO "${table}" (${columns}) SELECT ${given} FROM jsonb_each(CAST(? AS TEXT))`;
  if (!prepared.has(text)) prepared.set(text, db.prepare(text));
  return new Promise((resolve, reject) =>
    prepared.get(text).run([...constants, Buffer.from(json.buffer)], settled(resolve, reject)),
  );
}

const plan = planFacts(agreements);
const known = new Map([...states, ...commodities].map(({ id, slug }) => [slug, id]));
const bar = progress('batches', plan.batches);
let nextId = firstId;
let rowCount = 0;
for await (const batch of madeBatches({
  plan,
  seed: Number(values.seed),
  states: states.map(({ slug }) => slug),
  commodities: commodities.map(({ slug }) => slug),
  firstId,
  known,
})) {
  await execute('BEGIN');
  for (const chunk of batch.chunks) {
    await insert(chunk);
    rowCount += chunk.rows;
  }
  await execute('COMMIT');
  nextId = batch.nextId;
  bar.add(1);
}
bar.done();
for (const statement of prepared.values()) await new Promise((resolve) => statement.finalize(resolve));

/** Counts are worked out with the help of the other indexes, and before their own are made. */
const ofCounts = (index) => /_count|has_conflict/.test(index.sql);
const steps = [
  ...indexes.filter((index) => !ofCounts(index)).map((index) => index.sql),
  `INSERT INTO agreement_commodity (commodity_id, agreement_id) SELECT DISTINCT cc.ancestor_id, ct.agreement_id
    FROM commodity_term ct JOIN commodity_closure cc ON cc.descendant_id = ct.commodity_id WHERE ct.agreement_id >= ${firstId} ORDER BY 1, 2`,
  ...recountAll.map((statement) => compile(statement, 'sqlite').text),
  ...indexes.filter(ofCounts).map((index) => index.sql),
  `INSERT INTO search_text (rowid, lexemes) SELECT id, lexemes FROM search_text_source WHERE id >= ${firstId} ORDER BY id`,
  `INSERT INTO search_name (rowid, lexemes) SELECT id, lexemes FROM search_name_source WHERE id >= ${firstId} ORDER BY id`,
  `INSERT OR IGNORE INTO search_word (word) SELECT DISTINCT word FROM search_word_source WHERE id >= ${firstId} ORDER BY word`,
  `INSERT INTO search_trigram (rowid, word) SELECT id, word FROM search_word
    WHERE length(word) > 2 AND word NOT GLOB '*[0-9]*' AND id > ${lastWord}`,
  ...triggers.map((trigger) => trigger.sql),
  `UPDATE data_state SET next_id = ${nextId}, version = version + 1, names_version = ${NAMES_VERSION}`,
  'ANALYZE',
  'PRAGMA journal_mode = WAL',
];
const ending = progress('indexes', steps.length);
for (const step of steps) {
  await execute(step);
  ending.add(1);
}
ending.done();
const broken = await all('PRAGMA foreign_key_check');
await new Promise((resolve) => db.close(resolve));
if (broken.length > 0) throw new Error(`${broken.length} rows refer to nothing`);
console.log(`${file}: ${agreements} agreements, ${rowCount} rows, ${Math.round(statSync(file).size / 1e6)} MB`);

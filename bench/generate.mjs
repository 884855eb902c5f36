// Writes a database of any size, the same one every time: node bench/generate.mjs FILE [--agreements 100000] [--seed 1]
// The facts are invented; names, links, claims and evidence are made by the product's own write path, so that a generated
// database has what a written one would have. Only the inserting is done by hand: no indexes and no syncing until the end.
import 'reflect-metadata';
import { rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import sqlite3 from 'sqlite3';
import { bulkInserts } from '../dist/database/bulk.js';
import { openDatabase } from '../dist/database/open.js';
import { compile, sql } from '../dist/database/sql.js';
import { agreementWriter } from '../dist/domain/agreement/agreement.writer.js';
import { delegationWriter } from '../dist/domain/delegation/delegation.writer.js';
import { meetingWriter } from '../dist/domain/meeting/meeting.writer.js';
import { organizationWriter } from '../dist/domain/organization/organization.writer.js';
import { personWriter } from '../dist/domain/person/person.writer.js';
import { sourceWriter } from '../dist/domain/source/source.writer.js';
import { hydrate } from '../dist/domain/write/hydrate.js';
import { addRecord } from '../dist/domain/write/record-rows.js';
import { Rows } from '../dist/domain/write/rows.js';
import { Scope } from '../dist/domain/write/scope.js';
import { seedDatabase } from '../dist/exchange/seed/seed.js';
import { inventFacts } from './facts.mjs';
import { progress } from './progress.mjs';

const WRITERS = { agreementWriter, meetingWriter, organizationWriter, personWriter, sourceWriter };
const BATCH = 1000;

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
const countries = await seeded.rows(
  { id: 'r.id', slug: 'r.slug' },
  sql.raw("FROM registry r JOIN organization o ON o.id = r.id WHERE o.kind = 'STATE' ORDER BY r.id"),
);
const commodities = await seeded.rows(
  { id: 'r.id', slug: 'r.slug' },
  sql.raw("FROM registry r WHERE r.type = 'COMMODITY' ORDER BY r.id"),
);
const [{ nextId }] = await seeded.rows({ nextId: 'next_id' }, sql.raw('FROM data_state'));
await seeded.close();

const db = new sqlite3.Database(file);
const done = (resolve, reject) => (error, result) => (error ? reject(error) : resolve(result));
const execute = (text) => new Promise((resolve, reject) => db.exec(text, done(resolve, reject)));
const all = (text) => new Promise((resolve, reject) => db.all(text, done(resolve, reject)));
await execute(
  'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY',
);
const indexes = await all("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
for (const { name } of indexes) await execute(`DROP INDEX "${name}"`);

/** Slug to id of everything written so far; a Ref of a draft is a slug here. */
const known = new Map([...countries, ...commodities].map(({ id, slug }) => [slug, { id, slug }]));
const targets = { get: (key) => known.get(key.slice(key.indexOf(' ') + 1)) };
let id = nextId;
let rowCount = 0;

const prepared = new Map();
function run(fragment) {
  const { text, params } = compile(fragment, 'sqlite');
  if (!prepared.has(text)) prepared.set(text, db.prepare(text));
  return new Promise((resolve, reject) =>
    prepared.get(text).run(params, (error) => (error ? reject(error) : resolve())),
  );
}

async function write(facts) {
  const rows = new Rows(id);
  const scope = new Scope(rows, targets, { now: new Date(Date.UTC(2026, 0, 1)).toISOString(), by: 'bench' });
  for (const { writer: name, plain } of facts) {
    const writer = WRITERS[name];
    const problems = [];
    const draft = hydrate(writer.draft, plain, problems);
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const item = planned(writer, draft, null, 0, rows);
    const inside = (draft.delegations ?? []).map((each, position) =>
      planned(delegationWriter, each, item, position, rows),
    );
    for (const each of [item, ...inside]) addRecord(each, scope);
  }
  await execute('BEGIN');
  await rows.insertInto({
    reserveIds: async (n) => {
      id += n;
    },
    insert: async (table, columns, added) => {
      rowCount += added.length;
      for (const statement of bulkInserts('sqlite', table, columns, added)) await run(statement);
    },
  });
  await execute('COMMIT');
}

function planned(writer, draft, within, position, rows) {
  const item = {
    writer,
    draft,
    place: draft.slug,
    path: '',
    position,
    within,
    id: rows.nextId(),
    action: 'created',
    hash: draft.slug,
    version: 0,
    ownerId: within?.id ?? null,
  };
  known.set(draft.slug, { id: item.id, slug: draft.slug });
  return item;
}

const bar = progress('agreements', agreements);
let batch = [];
for (const fact of inventFacts({
  agreements,
  seed: Number(values.seed),
  states: countries.map(({ slug }) => slug),
  commodities: commodities.map(({ slug }) => slug),
})) {
  batch.push(fact);
  if (batch.length < BATCH) continue;
  await write(batch);
  bar.add(batch.filter(({ writer }) => writer === 'agreementWriter').length);
  batch = [];
}
await write(batch);
bar.add(batch.filter(({ writer }) => writer === 'agreementWriter').length);
bar.done();

for (const statement of prepared.values()) await new Promise((resolve) => statement.finalize(resolve));
const steps = [
  ...indexes.map((index) => index.sql),
  `INSERT INTO agreement_commodity (commodity_id, agreement_id) SELECT DISTINCT cc.ancestor_id, ct.agreement_id
    FROM commodity_term ct JOIN commodity_closure cc ON cc.descendant_id = ct.commodity_id WHERE ct.agreement_id >= ${nextId} ORDER BY 1, 2`,
  `UPDATE data_state SET next_id = ${id}, version = version + 1`,
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

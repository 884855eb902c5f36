// Databases to measure on, made once and kept until what they are made by has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sqlite3 from 'sqlite3';

const ROOT = path.resolve(import.meta.dirname, '..');
const GENERATOR = path.join(import.meta.dirname, 'generate.mjs');
const SEED = 1;

/** '100k' → 100000. @throws Error for anything but a number, perhaps with k or M */
export function agreementsIn(size) {
  const [, digits, unit] = /^([1-9]\d{0,8})(k|M)?$/.exec(size) ?? [];
  if (digits === undefined) throw new Error(`"${size}" is no size: write for example 1k, 100k or 1M`);
  return Number(digits) * (unit === undefined ? 1 : { k: 1000, M: 1_000_000 }[unit]);
}

/** What decides what a generated database holds: the generator, the seeds, the migrations and how facts become rows. */
const INGREDIENTS = [
  [path.join(ROOT, 'bench'), /(batches|facts|generate|random)[\w-]*\.mjs$/],
  [path.join(ROOT, 'seeds'), /\.yaml$/],
  [path.join(ROOT, 'src/database/migrations/sqlite'), /\.ts$/],
  [
    path.join(ROOT, 'src/domain'),
    /(\.writer|derived\.service|write\/(record-rows|related-counts|scope|rows)|name\/(name-rows|label-columns|fold|spelling[\w-]*|transliterate))\.ts$/,
  ],
];

function recipe() {
  const hash = createHash('sha256');
  for (const [folder, wanted] of INGREDIENTS)
    for (const name of readdirSync(folder, { recursive: true }).sort())
      if (wanted.test(name)) hash.update(`${name}\n`).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
}

/** @returns `file`, `size`, `agreements`, `rare` (the slug of the commodity of five agreements) and `notes` that outlast a run, kept by `note(name, value)` */
export async function databaseOf(size, folder) {
  mkdirSync(folder, { recursive: true });
  const agreements = agreementsIn(size);
  const file = path.join(folder, `${size}.db`);
  const notesFile = path.join(folder, `${size}.json`);
  const wanted = recipe();
  let notes = existsSync(file) && existsSync(notesFile) ? JSON.parse(readFileSync(notesFile, 'utf8')) : {};
  if (notes.recipe !== wanted) {
    rmSync(notesFile, { force: true });
    const args = [GENERATOR, file, '--agreements', String(agreements), '--seed', String(SEED)];
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`the database of ${size} agreements could not be made`);
    notes = { recipe: wanted };
  }
  const note = (name, value) => {
    notes[name] = value;
    writeFileSync(notesFile, JSON.stringify(notes));
  };
  note('recipe', wanted);
  return { size, agreements, file, notes, note, bytes: statSync(file).size, rare: await lastCommodity(file) };
}

/** The generator keeps the last of the seeded commodities for five agreements. */
const lastCommodity = (file) =>
  new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, sqlite3.OPEN_READONLY);
    database.all("SELECT slug FROM registry WHERE type = 'COMMODITY' ORDER BY id DESC LIMIT 1", (error, rows) => {
      database.close();
      if (error) reject(error);
      else resolve(rows[0].slug);
    });
  });

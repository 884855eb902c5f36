// Measures `accord import` beside `.import` of the sqlite3 command line: npm run bench:import -- [--rows 20000]
// docs/performance.md says what is measured and how.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeRows } from './rows.mjs';
import { countNew, hasCommandLine, importScript, requireRows, writeTables } from './tables.mjs';
import { cpuOf, usageOf } from './usage.mjs';

const USAGE = `Usage: npm run bench:import -- [options]
  --rows 20000    how many rows the imported file has
  --seed 1        which rows are invented
  --rounds 3      how often everything is done in turn; medians are shown
  --profile DIR   writes a CPU profile of each import`;
/** The least share of the command line's rows a CPU second. */
const GOAL = 0.22;
const MAIN = path.resolve(import.meta.dirname, '../../dist/main.js');

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const [count, seed, rounds] = [values.rows, values.seed, values.rounds].map(Number);
if (![count, seed, rounds].every((number) => Number.isSafeInteger(number) && number >= 1)) {
  console.error(`--rows, --seed and --rounds are whole numbers from 1.\n\n${USAGE}`);
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'accord-bench-import-'));
const at = (name) => path.join(folder, name);
const environment = (file) => ({ DATABASE_URL: `sqlite:${at(file)}`, LOG_LEVEL: 'error' });
const fresh = (file) => {
  for (const end of ['', '-wal', '-shm']) rmSync(at(file) + end, { force: true });
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function importOnce() {
  fresh('after.db');
  copyFileSync(at('before.db'), at('after.db'));
  const flags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const args = ['import', path.join(import.meta.dirname, 'mapping.yaml'), at('rows.csv'), '--quiet'];
  return usageOf(MAIN, args, { environment: environment('after.db'), memoryFile: at('memory'), flags });
}

async function commandLine(script, file, counts) {
  fresh(file);
  const cpu = await cpuOf('sqlite3', ['-bail', at(file)], { input: script });
  await requireRows(at(file), counts);
  return cpu;
}

function print(total, runs, counts) {
  const rate = (name) => median(runs.map((run) => total / run[name]));
  const share = (name) => median(runs.map((run) => run[name] / run.accord));
  const line = (what, name) =>
    `| ${what} | ${median(runs.map((run) => run[name])).toFixed(2)} | ${rate(name).toFixed(0)} |`;
  const each = [...counts].sort(([, a], [, b]) => b - a).map(([name, rows]) => `${name} ${rows}`);
  console.log(`${count} rows of a file became ${total} rows: ${each.join(', ')}.\n`);
  console.log('| what | CPU s | rows a CPU second |\n| --- | --- | --- |');
  console.log(line('`accord import`', 'accord'));
  if ('bare' in runs[0]) {
    console.log(line('`.import`, tables without indexes', 'bare'));
    console.log(line('`.import`, tables with indexes', 'indexed'));
    const [bare, indexed] = ['bare', 'indexed'].map((name) => `${(100 * share(name)).toFixed(1)} %`);
    const [isBare, isIndexed] = ['bare', 'indexed'].map((name) => (share(name) >= GOAL ? 'yes' : 'no'));
    console.log(`\nOf \`.import\` without indexes ${bare}, with indexes ${indexed}.`);
    console.log(`At least ${100 * GOAL} %: without indexes ${isBare}, with indexes ${isIndexed}.`);
  } else console.log('\nThere is no sqlite3 command line here: nothing to measure beside.');
  console.log(`Memory at most ${(Math.max(...runs.map(({ memory }) => memory)) / 1e6).toFixed(0)} MB.`);
}

try {
  await writeRows(at('rows.csv'), count, seed);
  await cpuOf(process.execPath, [MAIN, 'seed'], { environment: environment('before.db') });
  const runs = [];
  let scripts;
  let counts;
  for (let round = 0; round < rounds; round += 1) {
    const { cpu, memory } = await importOnce();
    counts ??= await countNew(at('after.db'), at('before.db'));
    if (!hasCommandLine()) {
      runs.push({ accord: cpu, memory });
      continue;
    }
    scripts ??= await writeTables(at('after.db'), at('before.db'), counts, (name) => at(`${name}.csv`));
    const bare = await commandLine(importScript(scripts, { isIndexed: false }), 'bare.db', counts);
    const indexed = await commandLine(importScript(scripts, { isIndexed: true }), 'indexed.db', counts);
    runs.push({ accord: cpu, memory, bare, indexed });
  }
  const total = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  print(total, runs, counts);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

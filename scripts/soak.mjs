// Runs tests/soak: the same faults as the suite, for longer and under more load. Exit code 1 when a goal is not met.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    database: { type: 'string', default: 'both' },
    help: { type: 'boolean', default: false },
  },
});

const counts = { seconds: values.seconds, rounds: values.rounds, seed: values.seed };
for (const [name, value] of Object.entries(counts)) {
  if (!/^[1-9]\d{0,8}$/.test(value)) fail(`--${name} takes a whole number from 1 on, not "${value}".`);
}
if (!['sqlite', 'postgres', 'both'].includes(values.database)) {
  fail(`--database takes sqlite, postgres or both, not "${values.database}".`);
}
if (values.help) {
  console.log(`npm run test:soak -- [--seconds 60] [--rounds 20] [--seed N] [--database sqlite|postgres|both] [part of a file's name]
  --seconds   how long the mixed load lasts on each database
  --rounds    how often servers are killed and restarted in each test that does so
  --seed      repeats the moments of a run, which it prints`);
  process.exit(0);
}

function fail(message) {
  console.error(`soak: ${message}`);
  process.exit(2);
}

console.log(`soak: --seconds ${values.seconds} --rounds ${values.rounds} --seed ${values.seed}`);
const projects = values.database === 'both' ? [] : ['--project', values.database];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.soak.config.ts', ...projects, ...positionals],
  {
    stdio: 'inherit',
    env: { ...process.env, SOAK_SECONDS: values.seconds, SOAK_ROUNDS: values.rounds, ACCORD_SEED: values.seed },
  },
);
process.exit(status ?? 1);

// Refuses import cycles that exist at run time (`import type` makes none), except between entities: two tables may name
// each other, everything else has a direction. knip finds the cycles. `--root DIR` looks at another tree.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
const project = fileURLToPath(new URL('..', import.meta.url));
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [
    path.join(project, 'node_modules/knip/bin/knip.js'),
    ...['--cycles', '--no-exit-code', '--no-config-hints', '--reporter', 'json', '--directory', values.root],
  ],
  { encoding: 'utf8' },
);
if (status !== 0) {
  console.error(`knip could not look for cycles:\n${stdout}${stderr}`);
  process.exit(1);
}

const cycles = JSON.parse(stdout).issues.flatMap((issue) => issue.cycles ?? []);
const bad = cycles.filter((cycle) => cycle.some(({ name }) => !name.endsWith('.entity.ts')));
for (const cycle of bad) console.error(`cycle: ${[...cycle, cycle[0]].map(({ name }) => name).join(' -> ')}`);
console.log(`${cycles.length - bad.length} cycles between entities, ${bad.length} others.`);
process.exitCode = bad.length > 0 ? 1 : 0;

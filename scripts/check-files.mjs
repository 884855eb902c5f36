// Advice on the shape of the sources: names a file over 300 lines (a warning), refuses one over 400, a file name that
// is not kebab-case and a folder that would become a drawer. `--root DIR` looks at another tree.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ADVISED_LINES = 300;
const MOST_LINES = 400;
const DRAWERS = new Set(['common', 'shared', 'utils', 'util', 'helpers', 'helper', 'misc', 'lib']);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx|mjs|css)$/;

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });

const problems = [];
const lengths = [];
for (const top of ['src', 'tests', 'playground', 'scripts', 'bench']) {
  let entries;
  try {
    entries = readdirSync(path.join(values.root, top), { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') continue;
    throw error;
  }
  for (const entry of entries) {
    const place = path.join(entry.parentPath ?? entry.path, entry.name);
    const name = path.relative(values.root, place).replaceAll(path.sep, '/');
    if (entry.isDirectory() && DRAWERS.has(entry.name))
      problems.push(`${name}/: name a folder for what it holds; "${entry.name}" becomes a drawer`);
    if (!entry.isFile() || !/\.(ts|tsx|mjs|css)$/.test(entry.name)) continue;
    if (!NAME.test(entry.name)) problems.push(`${name}: file names are kebab-case, such as meeting.service.ts`);
    const lines = readFileSync(place, 'utf8').split('\n').length - 1;
    if (top === 'src') lengths.push(lines);
    if (top === 'src' && lines > MOST_LINES)
      problems.push(`${name}: ${lines} lines; no file has more than ${MOST_LINES}`);
    else if (lines > ADVISED_LINES)
      console.warn(`warning: ${name} has ${lines} lines; more than ${ADVISED_LINES} is rarely needed`);
  }
}

const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
for (const problem of problems) console.error(problem);
console.log(`${lengths.length} files in src, median ${median} lines; ${problems.length} problems.`);
process.exitCode = problems.length > 0 ? 1 : 0;

// Import rules: runs .dependency-cruiser.mjs over src of a folder (default: this project) and prints every breach.
// `--root DIR` checks another tree, `--json` prints the breaches as [{ rule, from, to }]. Exit code 1 when there are any.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' }, json: { type: 'boolean' } } });
const root = path.resolve(values.root);
const { forbidden, options } = config;
const { enhancedResolveOptions, ...cruiseOptions } = options;

const { output } = await cruise(
  ['src'],
  { ...cruiseOptions, baseDir: root, validate: true, ruleSet: { forbidden } },
  enhancedResolveOptions,
);

// A checker whose parser is missing reports "0 modules, no violations": it has to have seen every file and its imports.
const onDisk = readdirSync(path.join(root, 'src'), { recursive: true })
  .map((file) => `src/${file.replaceAll(path.sep, '/')}`)
  .filter((file) => file.endsWith('.ts'));
const seen = new Map(output.modules.map((module) => [module.source, module.dependencies.length]));
const unseen = onDisk.filter((file) => !seen.has(file));
const imports = onDisk.reduce((sum, file) => sum + (seen.get(file) ?? 0), 0);
if (onDisk.length === 0 || unseen.length > 0 || (onDisk.length > 1 && imports === 0)) {
  console.error(
    `The import checker is blind: it read ${onDisk.length - unseen.length} of ${onDisk.length} files and ${imports} imports.`,
  );
  console.error('It needs the development dependency @swc/core, which parses TypeScript for it.');
  process.exit(1);
}

const breaches = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
if (values.json) {
  console.log(JSON.stringify(breaches));
} else {
  const reasons = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
  for (const { rule, from, to } of breaches) console.error(`${from} -> ${to}\n  ${rule}: ${reasons.get(rule)}`);
  console.log(`${onDisk.length} files, ${imports} imports, ${breaches.length} against the rules.`);
}
process.exitCode = breaches.length > 0 ? 1 : 0;

// Runs before `npm start` and `npm test`: builds only what is missing or older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const changed = (file) => statSync(file).mtimeMs;
const newest = (input) =>
  statSync(input).isDirectory()
    ? readdirSync(input, { recursive: true }).reduce((time, name) => Math.max(time, changed(path.join(input, name))), 0)
    : changed(input);
const isStale = (output, inputs) =>
  !existsSync(output) || inputs.some((input) => existsSync(input) && newest(input) > changed(output));

const build = (script) => {
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

const outputs = [
  ['build:server', 'dist/main.js', ['src', 'tsconfig.json', 'scripts/bundle.mjs', 'package.json']],
  [
    'build:playground',
    'dist/playground/index.html',
    ['playground', 'schema/examples', 'vite.config.ts', 'package.json'],
  ],
];
for (const [script, output, inputs] of outputs) if (isStale(output, inputs)) build(script);

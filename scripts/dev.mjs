// Development: one type-checking compiler in watch mode, one server that restarts when build/ changes.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const tsc = path.join(path.dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const node = process.execPath;
if (spawnSync(node, [tsc, '-p', 'tsconfig.json'], { stdio: 'inherit' }).status !== 0) process.exit(1);

// detached: each child leads a process group of its own, because the compiler's wrapper starts a native child that a
// signal to the wrapper alone would leave behind
const children = [
  [tsc, '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'],
  ['--watch', '--watch-preserve-output', '--enable-source-maps', 'build/main.js', 'start'],
].map((args) => spawn(node, args, { stdio: 'inherit', detached: process.platform !== 'win32' }));

const stop = () => {
  for (const child of children) {
    try {
      if (process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    } catch {
      // it has ended already
    }
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

import { type ChildProcess, spawn } from 'node:child_process';
import { once as event } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { inject } from 'vitest';
import { compiledFolder, project } from './compiled.js';
import { once } from './templates.js';

const sources = path.join(project, 'tests/database/children');

export interface Child {
  readonly process: ChildProcess;
  /** Resolves when the child has written this line. */
  said(line: string): Promise<void>;
  /** Everything that the child wrote, once it has ended. @throws Error when it ended with another code than 0. */
  readonly ended: Promise<string>;
  kill(): Promise<void>;
}

/** Starts tests/database/children/NAME.ts as a process of its own. */
export async function startChild(name: string, ...args: readonly string[]): Promise<Child> {
  const folder = await compiled();
  const child = spawn(process.execPath, [path.join(folder, `${name}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    child.emit('output');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const closed = event(child, 'close') as Promise<[number | null]>;
  const ended = closed.then(([code]) => {
    child.emit('output');
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${errors}`);
    return output;
  });
  ended.catch(() => undefined);
  return {
    process: child,
    ended,
    async said(line) {
      while (!output.split('\n').includes(line)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`${name} never said "${line}": ${errors}`);
        await event(child, 'output');
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function compiled(): Promise<string> {
  const testFolder = inject('testFolder');
  const outDir = compiledFolder(testFolder);
  await once(path.join(testFolder, 'children'), async () => {
    await build({
      configFile: false,
      root: project,
      logLevel: 'error',
      oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: {
          input: readdirSync(sources).map((file) => path.join(sources, file)),
          // One file a module: a bundle would rename classes that are called alike, and migrations go by their class name.
          output: { preserveModules: true, preserveModulesRoot: sources, entryFileNames: '[name].js' },
        },
      },
    });
  });
  return outDir;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';

const MAIN = path.resolve('dist/main.js');
requireBuilt();
// A process of its own is slow to start on a machine that runs all tests at once.
vi.setConfig({ testTimeout: 60_000 });

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Serving {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What it has said so far. */
  said(): { readonly stdout: string; readonly stderr: string };
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ran>;
}

/** Runs one command of the built program to its end. */
export async function accord(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  return await spawnAccord(args, environment).ended;
}

/** Runs a command that serves, until it says where. It has to be ended by the caller. */
export async function accordServing(args: readonly string[], environment: Record<string, string>): Promise<Serving> {
  const { child, ended, said } = spawnAccord(args, { HOST: '127.0.0.1', PORT: '0', ...environment });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      // the last line of the greeting: the one after the address may not have come yet
      const url = /(http:\/\/127\.0\.0\.1:\d+)\/\n.*records .*\n/s.exec(said().stdout)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`accord ${args.join(' ')} ended with ${code}: ${stderr}`)));
  });
  return { child, origin, said, ended };
}

/** Starts one command of the built program; NODE_ARGUMENTS among the environment are for Node itself. */
export function spawnAccord(args: readonly string[], environment: Record<string, string>) {
  const { NODE_ARGUMENTS = '', ...settings } = environment;
  const child = spawn(process.execPath, [...NODE_ARGUMENTS.split(' ').filter(Boolean), MAIN, ...args], {
    // nothing else of this environment: the settings of whoever runs the tests must not reach in
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (part: string) => {
      text[name] += part;
    });
  }
  const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, ...text }));
  return { child, ended, said: () => ({ ...text }) };
}

/** Tests of the command line run what is built; a test of something older than its source would prove nothing. */
function requireBuilt(): void {
  const newest = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((time, { parentPath, name }) => Math.max(time, statSync(path.join(parentPath, name)).mtimeMs), 0);
  if (!existsSync(MAIN) || statSync(MAIN).mtimeMs < newest) {
    throw new Error(
      'dist/ is missing or older than src/: "npm test" builds first, "npm run build:server" does it alone.',
    );
  }
}

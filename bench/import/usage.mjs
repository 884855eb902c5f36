// What a command uses: CPU seconds by its shell, the most memory by itself.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PROBE = new URL('memory-probe.mjs', import.meta.url).href;

/** @returns CPU seconds, user and system, of all threads of the command. @throws Error where it fails */
export async function cpuOf(command, args, { input = '', environment = {} } = {}) {
  const child = spawn('sh', ['-c', '"$@" >&2; code=$?; times; exit $code', 'sh', command, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let times = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    times += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    complaint = (complaint + part).slice(-2000);
  });
  child.stdin.on('error', () => {}).end(input);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaint}`);
  // The second line is that of the shell's children.
  const spent =
    times
      .trim()
      .split('\n')[1]
      ?.matchAll(/(\d+)m([\d.]+)s/g) ?? [];
  return [...spent].reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

/** The same for a program of Node, with the bytes of memory that it took at most. */
export async function usageOf(program, args, { environment, memoryFile, flags = [] }) {
  const cpu = await cpuOf(process.execPath, [...flags, '--import', PROBE, program, ...args], {
    environment: { ...environment, NODE_ENV: 'production', BENCH_MEMORY_FILE: memoryFile },
  });
  return { cpu, memory: Number(readFileSync(memoryFile, 'utf8')) };
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether strace is here and may look at other processes. */
export const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!canTrace) console.warn('Syncs are not counted: there is no strace here, or it may not trace.');

/** How often these processes ask the disk to sync while `work` is done. */
export async function countSyncs(pids: readonly number[], work: () => Promise<void>): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-syncs-'));
  const file = path.join(folder, 'calls');
  const processes = pids.flatMap((pid) => ['-p', String(pid)]);
  const strace = spawn('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', file, ...processes], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let said = '';
    strace.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    while (!pids.every((pid) => said.includes(`Process ${pid} attached`))) {
      const [chunk] = await Promise.race([once(strace.stderr, 'data'), once(strace, 'close').then(() => [null])]);
      if (chunk === null) throw new Error(`strace ended: ${said}`);
    }
    await work();
  } finally {
    const closed = strace.exitCode === null ? once(strace, 'close') : undefined;
    strace.kill('SIGINT');
    await closed;
  }
  const calls = await readFile(file, 'utf8');
  await rm(folder, { recursive: true });
  return calls.split('\n').filter((line) => /(fsync|fdatasync)\(\d+\)/.test(line)).length;
}

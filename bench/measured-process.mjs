import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PROBE = new URL('probe.mjs', import.meta.url).href;

/**
 * Starts a program that says `http://127.0.0.1:PORT/` once it serves.
 * @returns its address, what it has used (`cpu` in milliseconds of all its threads, `memory` in bytes) and its end
 */
export async function startMeasured(program, args, { environment, flags = [] }) {
  const child = spawn(process.execPath, [...flags, '--import', PROBE, program, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (part) => {
    complaint = (complaint + part).slice(-2000);
  });
  const ended = once(child, 'close');
  const origin = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part) => {
      said += part;
      const address = /http:\/\/127\.0\.0\.1:\d+(?=\/)/.exec(said)?.[0];
      if (address) resolve(address);
    });
    ended.then(([code]) => reject(new Error(`${program} ended with ${code}: ${complaint}`)));
  });
  return {
    origin,
    async used() {
      const answer = once(child, 'message');
      child.send('used');
      return (await answer)[0];
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

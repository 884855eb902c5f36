import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { dataFrom } from './client.js';
import { served } from './served.js';
import { expectSound } from './soundness.js';
import { storyOf } from './story.js';
import { writeWith } from './writers.js';

const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--pid', String(process.pid)]).status === 0;
if (!canLimit) console.warn('Running out of file descriptors is not tried: there is no prlimit here.');

let place: TestPlace;
const sockets: Socket[] = [];
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await place.remove();
});

it.skipIf(!canLimit)(
  'survives being out of file descriptors, and serves again when there are some',
  async () => {
    const server = await served(place.url);
    await server.start();
    const origin = await server.origin();
    const write = writeWith(server);
    const [report, company] = storyOf('before');
    if (!report || !company) throw new Error('A story has steps.');
    await write(report);
    const { pid } = server.process.child;
    const used = readdirSync(`/proc/${pid}/fd`).length;
    execFileSync('prlimit', ['--pid', String(pid), `--nofile=${used + 5}:`]);
    for (let n = 0; n < 40; n++) {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1');
      sockets.push(socket.on('error', () => undefined));
    }
    await Promise.race([
      fetch(`${origin}/health/live`, { headers: { connection: 'close' } }).catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ]);
    expect(server.process.child.exitCode).toBeNull();
    for (const socket of sockets.splice(0)) socket.destroy();
    await untilServed(origin);
    await write(company);
    expect(await dataFrom(origin, '{ agreements { totalCount } }')).toEqual({ agreements: { totalCount: 1 } });
    expect((await server.stop()).code).toBe(0);
    await expectSound(place.url);
  },
  120_000,
);

async function untilServed(origin: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { startOwnPostgres } from '../../scripts/postgres.mjs';
import { dialect, emptyPlace } from '../support/database.js';
import { served } from './served.js';
import { storyOf } from './story.js';
import { canTrace, countSyncs } from './synced.js';
import { writeWith } from './writers.js';

/** A database whose commits are synced as those of a real one are; the Postgres of the tests forgoes it. */
async function durablePlace() {
  if (dialect === 'sqlite') {
    const place = await emptyPlace();
    return { url: place.url, remove: place.remove, pids: (server: number) => [server] };
  }
  const postgres = await startOwnPostgres();
  return {
    url: await postgres.createDatabase('synced'),
    remove: postgres.stop,
    pids: () => [postgres.pid, ...childrenOf(postgres.pid)],
  };
}

const childrenOf = (pid: number) =>
  spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map(Number);

it.skipIf(!canTrace)(
  'has the disk sync at least once for each write that it acknowledges',
  async () => {
    const place = await durablePlace();
    const server = await served(place.url);
    await server.start();
    const write = writeWith(server);
    for (const step of storyOf('first')) await write(step);
    const stories = ['second', 'third', 'fourth', 'fifth'];
    const writes = stories.flatMap(storyOf);
    const syncs = await countSyncs(place.pids(server.process.child.pid ?? 0), async () => {
      for (const step of writes) await write(step);
    });
    console.info(`${syncs} syncs for ${writes.length} acknowledged writes`);
    expect(syncs).toBeGreaterThanOrEqual(writes.length);
    await server.stop();
    await place.remove();
  },
  120_000,
);

import { afterEach, beforeEach, expect, it } from 'vitest';
import { accordServing } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { examine, recordControl } from './examination.js';
import { followFeed } from './feed.js';
import { served } from './served.js';
import { expectSound } from './soundness.js';
import { startWriters, writeWith } from './writers.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

it('writes through two servers on one database at once, and both tell the same', async () => {
  const one = await served(place.url);
  await one.start();
  const process = await accordServing(['serve'], { DATABASE_URL: place.url, LOG_LEVEL: 'warn', TOKEN_RATE_LIMIT: '0' });
  const other = { token: one.token, origin: async () => process.origin };
  const control = await recordControl(one, writeWith(one));
  const followed = [followFeed(one), followFeed(other)];
  const writers = [startWriters(one, { clients: 2, named: 'a' }), startWriters(other, { clients: 2, named: 'b' })];
  await Promise.all(writers.map((each) => each.more(20)));
  await Promise.all(writers.map((each) => each.stop()));
  const acknowledged = new Map(writers.flatMap((each) => [...each.acknowledged]));
  for (const [index, server] of [one, other].entries()) {
    const evidence = { acknowledged, control, followed: (await followed[index]?.finish()) ?? [] };
    expect(await examine(server, evidence)).toEqual({ lost: [], half: [], doubled: [], feed: [] });
  }
  for (const { child } of [process, one.process]) child.kill('SIGTERM');
  expect((await process.ended).code).toBe(0);
  expect((await one.process.ended).code).toBe(0);
  await expectSound(place.url);
}, 240_000);

import { afterEach, expect, test, vi } from 'vitest';
import { DataState } from '../../../src/server/data-state.js';

afterEach(() => {
  vi.useRealTimers();
});

/** Marks that are given out by hand. */
function byHand() {
  const asked: ((mark: string) => void)[] = [];
  const state = new DataState(() => new Promise((resolve) => asked.push(resolve)));
  return { asked, state };
}

test('what comes while a reading is under way waits for the next one, all of it together', async () => {
  const { asked, state } = byHand();
  const first = state.now();
  const others = [state.now(), state.now()];
  expect(asked).toHaveLength(1);
  asked[0]?.('old');
  expect(await first).toMatch(/^old /);
  await Promise.resolve();
  const last = state.now();
  expect(asked).toHaveLength(2);
  asked[1]?.('new');
  for (const other of await Promise.all(others)) expect(other).toMatch(/^new /);
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  asked[2]?.('newest');
  expect(await last).toMatch(/^newest /);
});

test('reads anew for each of those that come one after the other', async () => {
  let n = 0;
  const state = new DataState(async () => String(n++));
  const seen = [await state.now(), await state.now(), await state.now()];
  expect(seen.map((each) => each?.split(' ')[0])).toEqual(['0', '1', '2']);
});

test('cannot be told when the database fails or stays silent, and can again afterwards', async () => {
  const answers = [
    () => Promise.reject(new Error('gone')),
    () => new Promise<string>(() => {}),
    async () => 'back',
  ] as const;
  let n = 0;
  const state = new DataState(() => (answers[n++] as () => Promise<string>)(), 20);
  expect(await state.now()).toBeUndefined();
  expect(await state.now()).toBeUndefined();
  expect(await state.now()).toMatch(/^back /);
});

test('is another one on another day', async () => {
  vi.useFakeTimers({ now: new Date('2025-12-31T23:59:59.999Z') });
  const state = new DataState(async () => 'as ever');
  const before = await state.now();
  expect(await state.now()).toBe(before);
  vi.setSystemTime(new Date('2026-01-01T00:00:00.000Z'));
  expect(await state.now()).not.toBe(before);
});

import { expect, it } from 'vitest';
import { RateLimit } from '../../../src/server/rate-limit.js';

it('lets so many a minute through, for each client by itself, and says when to come back', () => {
  let now = 0;
  const limit = new RateLimit(2, () => now);
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 0]);
  now = 20_500;
  expect(limit.take('a')).toBe(40);
  expect(limit.take('b')).toBe(0);
  now = 59_999;
  expect(limit.take('a')).toBe(1);
  now = 60_000;
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 0]);
  expect(limit.take('a')).toBe(60);
});

it('forgets clients when there are too many, and goes on', () => {
  const limit = new RateLimit(1, () => 0);
  for (let client = 0; client < 60_000; client += 1) expect(limit.take(String(client))).toBe(0);
  expect(limit.take('59999')).toBe(60);
  expect(limit.take('0')).toBe(0);
});

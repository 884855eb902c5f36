import { expect, test } from 'vitest';
import { AskedBefore } from '../../../src/server/asked-before.js';

test('knows what has been asked, and hardly ever what has not', () => {
  const asked = new AskedBefore();
  const questions = Array.from({ length: 1_000 }, (_, n) => `{ n(number: ${n}) }`);
  expect(questions.filter((question) => asked.note(question))).toEqual([]);
  expect(questions.filter((question) => asked.note(question)).length).toBeGreaterThan(990);
});

test('forgets what has not been asked for long, in favour of what is asked now', () => {
  const asked = new AskedBefore();
  asked.note('{ old }');
  for (let n = 0; n < 500_000; n++) asked.note(`{ n(number: ${n}) }`);
  expect(asked.note('{ old }')).toBe(false);
  expect(asked.note('{ old }')).toBe(true);
});

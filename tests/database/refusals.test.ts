import { describe, expect, it } from 'vitest';
import { refusal } from './refusal.js';

describe('a URL', () => {
  it.each([
    [
      'mysql://me:secret@localhost/x',
      'The database URL "mysql://me:***@localhost/x" is of no known kind: give sqlite:./accord.db',
    ],
    ['./accord.db', 'The database URL "./accord.db" is of no known kind'],
    ['sqlite:', '"sqlite:" names no file: give sqlite:./accord.db'],
    ['sqlite::memory:', '"sqlite::memory:" names no file'],
  ])('%s is refused with what would be right', async (url, message) => {
    expect(await refusal(url)).toContain(message);
  });
});

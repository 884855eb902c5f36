import { expect } from 'vitest';
import { migrationStatus } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { StartupError } from '../../src/errors.js';

/** What the command line would print when it is given this URL: the one line of a StartupError. */
export async function refusal(url: string): Promise<string> {
  const messages = new Set<string>();
  for (const attempt of [
    () => openDatabase({ url, migrate: true }),
    () => openDatabase({ url, migrate: false }),
    () => migrationStatus(url),
  ]) {
    const error = await attempt().then(
      () => new Error('it was not refused'),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(StartupError);
    messages.add(error.message);
  }
  expect(messages.size).toBe(1);
  const [message = ''] = messages;
  expect(message).not.toContain('\n');
  return message;
}

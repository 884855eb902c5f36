import { createHash } from 'node:crypto';
import { RecentlyUsed } from '../recently-used.js';
import { PLANNED_ANEW } from '../word-index.js';

/** Texts that get a prepared statement; each costs memory in every backend. */
const STATEMENTS = 500;

const names = new RecentlyUsed<string>(STATEMENTS);
let named = 0;

/**
 * The name under which a backend keeps the plan of this text. Texts after the first 500 get none: a backend does not forget;
 * nor do those whose plan depends on their values.
 */
export function statementName(text: string): string | undefined {
  if (text.includes(PLANNED_ANEW)) return undefined;
  const known = names.get(text);
  if (known !== undefined || named >= STATEMENTS) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  named += 1;
  return name;
}

/** What every session is started with; `settings` in addition. Times in milliseconds. */
export const sessionOptions = (settings: Readonly<Record<string, string | number>>) =>
  Object.entries({ timezone: 'UTC', ...settings })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

/** Milliseconds until a server that does not answer counts as not there. */
export const CONNECT_TIMEOUT = 5_000;

import { resolve } from 'node:path';
import { StartupError } from '../errors.js';

export type DatabaseUrl =
  | { readonly dialect: 'sqlite'; readonly path: string; readonly shown: string }
  | { readonly dialect: 'postgres'; readonly url: string; readonly shown: string };

/** `sqlite:./file.db`, `sqlite:/any/path.db` or `postgres://…`. `shown` is fit for messages: it has no password. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  const [scheme = '', rest = ''] = [url.slice(0, url.indexOf(':')), url.slice(url.indexOf(':') + 1)];
  if (scheme === 'sqlite') return sqliteUrl(rest);
  if (scheme === 'postgres' || scheme === 'postgresql')
    return { dialect: 'postgres', url, shown: withoutPassword(url) };
  throw new StartupError(
    `The database URL "${withoutPassword(url)}" is of no known kind: give sqlite:./accord.db, sqlite:/any/path.db or postgres://user:password@host:5432/name.`,
  );
}

function sqliteUrl(rest: string): DatabaseUrl {
  // sqlite:///any/path.db is how other programs write sqlite:/any/path.db
  const name = rest.startsWith('//') ? rest.slice(2) : rest;
  if (name === '' || name === ':memory:' || name.includes('\0')) {
    throw new StartupError(`"sqlite:${rest}" names no file: give sqlite:./accord.db or sqlite:/any/path.db.`);
  }
  const path = resolve(name);
  return { dialect: 'sqlite', path, shown: path };
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password !== '') parsed.password = '***';
    for (const name of parsed.searchParams.keys()) if (/pass/i.test(name)) parsed.searchParams.set(name, '***');
    return parsed.href;
  } catch {
    return url.replace(/:[^:@/]*@/, ':***@');
  }
}

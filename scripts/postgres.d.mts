export interface Databases {
  /** Makes a database, a copy of `template` where one is given, and returns its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Drops a database whoever is still connected; does nothing when there is none. */
  dropDatabase(name: string): Promise<void>;
}

/** A server of one's own, or the one that TEST_POSTGRES_URL names. @throws Error with the server's log when none can be started */
export function startPostgres(): Promise<Databases & { readonly url: string; stop(): Promise<void> }>;

/** The same on a server that somebody else has started; `url` may name any of its databases. */
export function databasesOf(url: string): Databases;

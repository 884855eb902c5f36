export interface Databases {
  /** Makes a database, a copy of `template` where one is given, and returns its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Drops a database whoever is still connected; does nothing when there is none. */
  dropDatabase(name: string): Promise<void>;
}

/** A server of one's own, or the one that TEST_POSTGRES_URL names. @throws Error with the server's log when none can be started */
export function startPostgres(): Promise<Databases & { readonly url: string; stop(): Promise<void> }>;

export interface OwnPostgres extends Databases {
  readonly url: string;
  /** Of the process that all its others belong to. */
  readonly pid: number;
  /** `fast` ends sessions and writes everything down, `immediate` is a crash. Resolves when it takes connections again. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

/** A server of one's own in any case, which syncs its commits as a real one does. @throws Error with the server's log when none can be started */
export function startOwnPostgres(): Promise<OwnPostgres>;

/** The same on a server that somebody else has started; `url` may name any of its databases. */
export function databasesOf(url: string): Databases;

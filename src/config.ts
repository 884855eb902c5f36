import { isIP } from 'node:net';
import { z } from 'zod';
import { StartupError } from './errors.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const wholeNumber = (from: number, to: number, example: number) => {
  const error = `must be a whole number from ${from} to ${to}, for example ${example}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((number) => number >= from && number <= to, { error });
};

/** A list with commas in between; empty where it is not given. */
const listOf = (isRight: (item: string) => boolean, error: string, otherwise: readonly string[] = []) =>
  z
    .string()
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((item) => item.trim()),
    )
    .refine((items) => items.every(isRight), { error })
    .default([...otherwise]);

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const largest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    rest.length === 0 && largest > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= largest))
  );
};

const isHostName = (text: string): boolean => /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/.test(text);

const isOrigin = (text: string): boolean =>
  text === '*' || text === 'none' || (URL.canParse(text) && new URL(text).origin === text);

const DATABASE_FORMS =
  'sqlite:./accord.db, sqlite:/var/lib/accord/accord.db or postgres://user:password@host:5432/name';

const isDatabaseUrl = (text: string): boolean => {
  if (text.startsWith('sqlite:')) return !['', ':memory:'].includes(text.slice('sqlite:'.length).replace(/^\/\//, ''));
  if (!/^postgres(ql)?:\/\//.test(text)) return false;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.pathname.length > 1;
};

/** Every variable that Accord reads, as its schema; `.env.example` lists the same ones. */
const settings = {
  // The address to listen on. 127.0.0.1 keeps the server to this machine; 0.0.0.0 or :: opens it to the network.
  HOST: z
    .string()
    .regex(/^[^\s/@?#]+$/, { error: 'must be a host name or an IP address, for example 127.0.0.1' })
    .default('127.0.0.1'),

  // The TCP port. 0 takes any free one, which the start message names.
  PORT: wholeNumber(0, 65_535, 4000).default(4000),

  // Where the records live: a SQLite file (made when it is missing) or a Postgres database (which must exist).
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, { error: `must look like ${DATABASE_FORMS}` })
    .default('sqlite:./accord.db'),

  // Whether everybody may read. false asks for a token (accord token create) for every question.
  PUBLIC_READ: z.enum(['true', 'false'], { error: 'must be true or false' }).default('true'),

  // The least serious log lines to write to stderr. debug adds a line a request and the stacks of failed commands.
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),

  // The largest request body and the largest WebSocket message, in bytes.
  BODY_LIMIT: wholeNumber(4096, 16_777_216, 262_144).default(262_144),

  // Megabytes of memory for answers that are kept while the data stay as they are. 0 keeps none.
  ANSWER_CACHE_MB: wholeNumber(0, 65_536, 32).default(32),

  // Megabytes of memory for rows of the database that are kept while the data stay as they are. 0 keeps none.
  ROW_CACHE_MB: wholeNumber(0, 65_536, 16).default(16),

  // Who may read GET /metrics besides an admin (accord token create): off, token (nobody), local (programs of this machine,
  // unless a proxy asks for others) or public.
  METRICS: z
    .enum(['off', 'token', 'local', 'public'], { error: 'must be off, token, local or public' })
    .default('local'),

  // An operation that takes so many milliseconds or more is logged, by its name and cost. 0 logs none.
  SLOW_MS: wholeNumber(0, 600_000, 1000).default(1000),

  // Milliseconds that one operation may take, all its statements together; 0 for as long as it takes. A write that has begun is
  // carried through.
  OPERATION_TIME_LIMIT: wholeNumber(0, 600_000, 20_000).default(20_000),

  // Requests a minute from one address (of IPv6: from one /64); 0 for no limit. While it is unset, programs of this machine
  // have none.
  RATE_LIMIT: wholeNumber(0, 1_000_000, 600).optional(),

  // Requests a minute with one token, from wherever they come; 0 for no limit.
  TOKEN_RATE_LIMIT: wholeNumber(0, 1_000_000, 6000).default(6000),

  // Addresses of the proxies whose X-Forwarded-For is believed, with commas: 10.0.0.0/8, ::1, or loopback for this machine.
  TRUSTED_PROXIES: listOf(isNetwork, 'must be IP addresses or networks with commas, for example 127.0.0.1,10.0.0.0/8'),

  // The names under which it is reached, with commas; another Host is refused. Empty allows each.
  ALLOWED_HOSTS: listOf(isHostName, 'must be host names with commas, for example accord.example.org,localhost'),

  // Whose web pages may ask from a browser, with commas; * for all, none for those of this server alone.
  CORS_ORIGINS: listOf(isOrigin, 'must be *, none, or origins with commas, for example https://example.org', ['*']),

  // Connections at once, sockets counted in; others are closed.
  MAX_CONNECTIONS: wholeNumber(1, 100_000, 1000).default(1000),

  // Words and signs of a document. The parser goes down one level a bracket, and 1500 is what its stack surely holds.
  MAX_TOKENS: wholeNumber(100, 1500, 1000).default(1000),

  // Levels of fields inside each other, fields of an introspection not counted.
  MAX_DEPTH: wholeNumber(1, 1000, 16).default(16),

  // Aliases in a document, those of a fragment counted wherever it is spread; so are directives and fields.
  MAX_ALIASES: wholeNumber(0, 100_000, 30).default(30),

  MAX_DIRECTIVES: wholeNumber(0, 100_000, 20).default(20),

  // Fields of the operation itself.
  MAX_ROOT_FIELDS: wholeNumber(1, 100_000, 20).default(20),

  // Fragments that a document defines, spreads or writes inline.
  MAX_FRAGMENTS: wholeNumber(0, 100_000, 50).default(50),

  MAX_FIELDS: wholeNumber(1, 100_000, 1000).default(1000),

  // Objects that an answer could hold if every page were full; pages inside each other multiply.
  MAX_COST: wholeNumber(1, 999_999_999, 500_000).default(500_000),
} as const;

/** How much one document may ask for. */
export interface DocumentLimits {
  /** Words and signs of the text. graphql-js parses by recursion: some documents of 2000 tokens overflow its stack. */
  readonly tokens: number;
  /** Fields inside each other. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the operation itself. */
  readonly rootFields: number;
  /** Fragments that are defined, spread or written inline. */
  readonly fragments: number;
  /** Fields in all, those of a fragment counted wherever it is spread. */
  readonly fields: number;
  /** Objects that an answer could hold if every page were full. */
  readonly cost: number;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Whether reading needs no token. */
  readonly publicRead: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** In bytes. */
  readonly bodyLimit: number;
  /** In megabytes of 1,048,576 bytes; 0 for no cache. */
  readonly answerCacheMb: number;
  /** In megabytes of 1,048,576 bytes; 0 for no cache. */
  readonly rowCacheMb: number;
  readonly metrics: 'off' | 'token' | 'local' | 'public';
  /** 0 for none. */
  readonly slowMs: number;
  readonly documentLimits: DocumentLimits;
  /** Of one operation, in milliseconds; 0 for none. */
  readonly operationTimeLimit: number;
  /** Requests a minute from one address; 0 for no limit. */
  readonly rateLimit: { readonly perMinute: number; readonly isForLoopback: boolean };
  /** Requests a minute with one token; 0 for no limit. */
  readonly tokenRateLimit: number;
  /** Addresses and networks. */
  readonly trustedProxies: readonly string[];
  /** In small letters, with or without a port; none for any. */
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly maxConnections: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

// The address of a database may carry a password: in front of the host or among the parameters.
const shown = (value: string | undefined) =>
  JSON.stringify(value?.replace(/\/\/.*@/, '//***@').replace(/([?&][^=]*pass[^=]*=)[^&]*/gi, '$1***'));

/**
 * The settings of this process. An empty variable counts as unset.
 * @throws StartupError with one line for every variable that is wrong
 */
export function readConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, environment[name] || undefined]));
  const result = z.object(settings).safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name} is ${shown(given[name])}, but ${message}`;
    });
    throw new StartupError([...new Set(lines)].join('\n'));
  }
  const { HOST, PORT, DATABASE_URL, PUBLIC_READ, LOG_LEVEL, BODY_LIMIT, ANSWER_CACHE_MB, ROW_CACHE_MB } = result.data;
  const { METRICS, SLOW_MS, ...rest } = result.data;
  return {
    host: HOST,
    port: PORT,
    databaseUrl: DATABASE_URL,
    publicRead: PUBLIC_READ === 'true',
    logLevel: LOG_LEVEL,
    bodyLimit: BODY_LIMIT,
    answerCacheMb: ANSWER_CACHE_MB,
    rowCacheMb: ROW_CACHE_MB,
    metrics: METRICS,
    slowMs: SLOW_MS,
    rateLimit: { perMinute: rest.RATE_LIMIT ?? 600, isForLoopback: rest.RATE_LIMIT !== undefined },
    operationTimeLimit: rest.OPERATION_TIME_LIMIT,
    tokenRateLimit: rest.TOKEN_RATE_LIMIT,
    trustedProxies: rest.TRUSTED_PROXIES,
    allowedHosts: rest.ALLOWED_HOSTS,
    corsOrigins: rest.CORS_ORIGINS.filter((origin) => origin !== 'none'),
    maxConnections: rest.MAX_CONNECTIONS,
    documentLimits: {
      tokens: rest.MAX_TOKENS,
      depth: rest.MAX_DEPTH,
      aliases: rest.MAX_ALIASES,
      directives: rest.MAX_DIRECTIVES,
      rootFields: rest.MAX_ROOT_FIELDS,
      fragments: rest.MAX_FRAGMENTS,
      fields: rest.MAX_FIELDS,
      cost: rest.MAX_COST,
    },
  };
}

/** Whether a failed command shows the stack of its error: asked before the settings are known to be right. */
export function wantsStacks(environment: Environment = process.env): boolean {
  return environment['LOG_LEVEL'] === 'debug' || environment['LOG_LEVEL'] === 'trace';
}

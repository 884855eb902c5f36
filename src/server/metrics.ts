import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { type Figures, figuresOf } from '../database/figures.js';
import type { CacheFigures } from '../domain/kept-rows.js';
import { OperationNames } from './operation-names.js';
import type { Watch } from './operation-watch.js';
import type { SocketFigures } from './subscriptions.js';

export interface MetricsSources {
  readonly database: Database;
  readonly sockets: () => SocketFigures;
  /** Streams of events that are open. */
  readonly streams: () => number;
  /** The caches that there are, by their names. */
  readonly caches: Readonly<Record<string, () => CacheFigures>>;
}

export interface Metrics {
  readonly contentType: string;
  readonly watch: Watch;
  /** An HTTP request has been answered; `route` is one of the few that there are, never a path that a client made up. */
  responded(route: string, status: number): void;
  /** All of it in the text form of Prometheus. Answers also while the database does not. */
  text(): Promise<string>;
}

/** In seconds: what is kept answers within a few milliseconds, the database cuts a read after 15 seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** How long a reading of the metrics waits for the database, in milliseconds. */
const PATIENCE_MS = 2_000;

/** What this process has done and holds, to be read by Prometheus. */
export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const operations = new Counter({
    name: 'accord_operations_total',
    help: 'GraphQL operations that were answered, by kind, name and outcome (OK or the code of the first error).',
    labelNames: ['transport', 'kind', 'operation', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'accord_operation_duration_seconds',
    help: 'How long GraphQL operations took until their answer was ready; of a subscription, until it began.',
    labelNames: ['kind', 'operation'],
    buckets: BUCKETS,
    registers,
  });
  const statements = new Counter({
    name: 'accord_operation_statements_total',
    help: 'Statements that GraphQL operations made to the read side of the database.',
    labelNames: ['kind', 'operation'],
    registers,
  });
  const responses = new Counter({
    name: 'accord_http_responses_total',
    help: 'HTTP responses, by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  addProcessFigures(registers, sources);
  const tellDatabase = addDatabaseFigures(registers);
  const names = new OperationNames();
  return {
    contentType: registry.contentType,
    watch({ kind, name, code, transport, milliseconds, statements: made }) {
      const asked = { kind: kind ?? 'none', operation: kind ? names.labelOf(name) : '(none)' };
      operations.inc({ ...asked, transport, outcome: code });
      durations.observe(asked, milliseconds / 1000);
      statements.inc(asked, made);
    },
    responded: (route, status) => responses.inc({ route, status }),
    async text() {
      tellDatabase(await figuresInTime(sources.database), sources.database.dialect);
      return await registry.metrics();
    },
  };
}

/** What is known without asking the database. */
function addProcessFigures(registers: Registry[], { database, sockets, streams, caches }: MetricsSources): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  const counter = (
    name: string,
    help: string,
    labelNames: string[],
    values: () => [Record<string, string>, number][],
  ) =>
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [labels, value] of values()) this.inc(labels, value);
      },
    });
  const reads = () => database.load().reads;
  const writes = () => database.load().writes;
  gauge('accord_reads_running', 'Reads of the database that run now.', () => reads().running);
  gauge('accord_reads_waiting', 'Reads that wait for a connection.', () => reads().waiting);
  gauge('accord_reads_most', 'Reads that can run at once.', () => reads().most);
  counter(
    'accord_reads_cut_total',
    'Reads that were ended: they took too long, or nobody waited for them.',
    ['why'],
    () => [
      [{ why: 'time' }, reads().cut.late],
      [{ why: 'left' }, reads().cut.left],
    ],
  );
  gauge(
    'accord_writes_waiting',
    'Writes that wait for their turn or for the lock of another process.',
    () => writes().waiting,
  );
  counter('accord_writes_total', 'Transactions that have ended, by outcome.', ['outcome'], () => [
    [{ outcome: 'done' }, writes().done],
    [{ outcome: 'failed' }, writes().failed],
  ]);
  counter('accord_write_wait_seconds_total', 'How long all transactions have waited until they began.', [], () => [
    [{}, writes().waitedSeconds],
  ]);
  counter('accord_write_held_seconds_total', 'How long all transactions have held the write lane.', [], () => [
    [{}, writes().heldSeconds],
  ]);
  gauge('accord_sockets_open', 'WebSockets that are open.', () => sockets().sockets);
  gauge('accord_subscriptions_open', 'Subscriptions that run.', () => sockets().subscriptions);
  gauge('accord_event_streams_open', 'Streams of events over HTTP that are open.', streams);
  const ofCaches = (value: (figures: CacheFigures) => number) => () =>
    Object.entries(caches).map(([cache, figures]): [Record<string, string>, number] => [{ cache }, value(figures())]);
  counter(
    'accord_cache_hits_total',
    'What a cache had.',
    ['cache'],
    ofCaches(({ hits }) => hits),
  );
  counter(
    'accord_cache_misses_total',
    'What a cache had not.',
    ['cache'],
    ofCaches(({ misses }) => misses),
  );
  const held = ofCaches(({ bytes }) => bytes);
  new Gauge({
    name: 'accord_cache_bytes',
    help: 'What a cache holds, in bytes.',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [labels, value] of held()) this.set(labels, value);
    },
  });
}

function addDatabaseFigures(registers: Registry[]) {
  const up = new Gauge({ name: 'accord_database_up', help: 'Whether the database answers: 1 or 0.', registers });
  const bytes = new Gauge({ name: 'accord_database_bytes', help: 'What the database takes, in bytes.', registers });
  const version = new Gauge({
    name: 'accord_data_version',
    help: 'Grows with every committed write of any process.',
    registers,
  });
  const info = new Gauge({
    name: 'accord_database_info',
    help: 'The kind of database and the newest migration that it has; always 1.',
    labelNames: ['dialect', 'migration'],
    registers,
  });
  return (figures: Figures | undefined, dialect: string) => {
    up.set(figures ? 1 : 0);
    if (!figures) return;
    bytes.set(figures.bytes);
    version.set(figures.version);
    info.reset();
    info.set({ dialect, migration: figures.migration }, 1);
  };
}

async function figuresInTime(database: Database): Promise<Figures | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  const figures = figuresOf(database).catch(() => undefined);
  return await Promise.race([figures, late]).finally(() => clearTimeout(timer));
}

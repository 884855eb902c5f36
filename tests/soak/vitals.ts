import { readdirSync } from 'node:fs';
import path from 'node:path';

export interface Vitals {
  /** Since the first of them, in minutes. */
  readonly minute: number;
  readonly rssMb: number;
  /** Of that, what is left when the garbage is taken out. Where nobody can ask for a collection, some of it is counted in. */
  readonly usedMb: number;
  readonly descriptors: number;
  /** 99th percentile since the reading before, in milliseconds. */
  readonly eventLoopMs: number;
}

/** What Node has to be told for a server whose vitals are read. */
export const COLLECTABLE = `--expose-gc --import ${path.resolve(import.meta.dirname, 'collect.mjs')}`;

const FIGURE =
  /^(process_resident_memory_bytes|nodejs_heap_size_(?:total|used)_bytes|nodejs_eventloop_lag_p99_seconds) (\S+)$/gm;

async function figuresOf(origin: string) {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const figures = new Map([...text.matchAll(FIGURE)].map(([, name, value]) => [name, Number(value)]));
  const figure = (name: string) => figures.get(name) ?? Number.NaN;
  return {
    rssMb: figure('process_resident_memory_bytes') / 1_048_576,
    heapMb: figure('nodejs_heap_size_total_bytes') / 1_048_576,
    usedHeapMb: figure('nodejs_heap_size_used_bytes') / 1_048_576,
    eventLoopMs: figure('nodejs_eventloop_lag_p99_seconds') * 1000,
  };
}

/** Reads what a server says of itself, and how many files the system says it has open. */
export async function vitalsOf(origin: string, pid: number, since: number): Promise<Vitals> {
  const { rssMb, heapMb, eventLoopMs } = await figuresOf(origin);
  if (process.platform !== 'win32') process.kill(pid, 'SIGUSR2');
  const { usedHeapMb } = await figuresOf(origin);
  return {
    minute: (performance.now() - since) / 60_000,
    rssMb,
    usedMb: rssMb - heapMb + usedHeapMb,
    descriptors: descriptorsOf(pid),
    eventLoopMs,
  };
}

function descriptorsOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The slope of the line through all points, by least squares. */
export function growth(points: readonly (readonly [number, number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([minute]) => minute)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [minute]) => sum + (minute - x) ** 2, 0);
  return points.reduce((sum, [minute, value]) => sum + (minute - x) * (value - y), 0) / spread;
}

import { readdirSync } from 'node:fs';

export interface Vitals {
  /** Since the first of them, in minutes. */
  readonly minute: number;
  readonly rssMb: number;
  readonly descriptors: number;
  /** 99th percentile since the reading before, in milliseconds. */
  readonly eventLoopMs: number;
}

const FIGURE = /^(process_resident_memory_bytes|nodejs_eventloop_lag_p99_seconds) (\S+)$/gm;

/** Reads what a server says of itself, and how many files the system says it has open. */
export async function vitalsOf(origin: string, pid: number, since: number): Promise<Vitals> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const figures = new Map([...text.matchAll(FIGURE)].map(([, name, value]) => [name, Number(value)]));
  return {
    minute: (performance.now() - since) / 60_000,
    rssMb: (figures.get('process_resident_memory_bytes') ?? Number.NaN) / 1_048_576,
    descriptors: descriptorsOf(pid),
    eventLoopMs: (figures.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN) * 1000,
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

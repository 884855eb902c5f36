import type { WriteStream } from 'node:tty';
import { Presets, SingleBar } from 'cli-progress';

type Stage = 'reading' | 'writing';

export interface Shown {
  /** `done` of `total`: bytes of the files, then records. */
  tell(stage: Stage, done: number, total: number): void;
  stop(): void;
}

/** A log gets a line for each stage and one every so many seconds. */
const SECONDS = 10;

const UNITS = { reading: 'bytes', writing: 'records' } as const;

/** Tells how far an import is: by a bar with rate and time left on a terminal, by plain lines in a log, or not at all. */
export function showProgress(stream: NodeJS.WriteStream, { isQuiet }: { readonly isQuiet: boolean }): Shown {
  if (isQuiet) return { tell: () => undefined, stop: () => undefined };
  return (stream as Partial<WriteStream>).isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): Shown {
  const format = '{stage} {bar} {percentage} % | {value}/{total} {unit} | {rate}/s | {eta_formatted} left';
  const shown = new SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
    Presets.shades_classic,
  );
  let stage: Stage | undefined;
  let began = 0;
  return {
    tell(next, done, total) {
      if (next !== stage) {
        shown.stop();
        began = performance.now();
        shown.start(total, 0, { stage: next, unit: UNITS[next], rate: 0 });
        stage = next;
      }
      shown.update(done, { rate: rateOf(done, began) });
    },
    stop: () => shown.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Shown {
  let stage: Stage | undefined;
  let began = 0;
  let told = 0;
  return {
    tell(next, done, total) {
      const now = performance.now();
      if (next !== stage) began = now;
      if (next === stage && now - told < SECONDS * 1000 && done < total) return;
      stage = next;
      told = now;
      const rate = rateOf(done, began);
      const left = rate > 0 && done < total ? `, ${Math.ceil((total - done) / rate)} s left` : '';
      const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
      stream.write(`accord: ${next}: ${done} of ${total} ${UNITS[next]} (${percent} %), ${rate}/s${left}\n`);
    },
    stop: () => undefined,
  };
}

const rateOf = (done: number, began: number) => Math.round(done / Math.max((performance.now() - began) / 1000, 0.001));

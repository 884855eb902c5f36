import { constants } from 'node:os';

// Ctrl-C reaches this process twice when npm has started it: from the terminal, and passed on by npm.
const SAME_WISH_MS = 1_000;

/** Resolves at the first SIGTERM or SIGINT. A second one, a moment later, ends the process at once. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      if (first === undefined) {
        first = performance.now();
        resolve();
      } else if (performance.now() - first > SAME_WISH_MS) {
        process.exit(128 + constants.signals[signal]);
      }
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
}

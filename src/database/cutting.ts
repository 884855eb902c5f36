import { WorkLimitError } from '../errors.js';

/** What has not quite begun cannot be cut: so often it is tried once more, in milliseconds. */
const AGAIN_MS = 50;

/** Calls `cut` when the signal comes to be aborted, and again until what is to be cut has ended, which calling the result tells. */
export function cutting(signal: AbortSignal | undefined, cut: () => void): () => void {
  if (!signal) return () => undefined;
  let again: NodeJS.Timeout | undefined;
  const begin = () => {
    again = setInterval(cut, AGAIN_MS);
    cut();
  };
  signal.addEventListener('abort', begin, { once: true });
  return () => {
    signal.removeEventListener('abort', begin);
    clearInterval(again);
  };
}

/** Counts reads that were cut, by what they failed with. */
export class CutCounts {
  late = 0;
  left = 0;

  /** @param signal by which the read could be ended. @returns what it fails with: of a read that was ended, why it was. */
  note(error: unknown, signal: AbortSignal | undefined): unknown {
    const reason: unknown = signal?.aborted ? signal.reason : error;
    if (reason instanceof WorkLimitError) this.late += 1;
    else if (signal?.aborted) this.left += 1;
    return reason;
  }
}

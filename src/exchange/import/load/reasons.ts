import type { Reason } from './report.js';

/** So many different reasons are told apart; mistakes of one kind in millions of rows are one. */
const MOST_LISTED = 1000;

const alike = (text: string): string => text.replace(/\[\d+\]/g, '').replace(/".*"/gs, '""');

/** Why things were put aside, those of one kind counted together: alike but for what they quote. */
export class Reasons {
  readonly #known = new Map<string, Reason>();
  /** How many things have a reason that is not listed. */
  more = 0;

  add(reason: Omit<Reason, 'count'>): void {
    const kind = JSON.stringify([reason.record, alike(reason.property), alike(reason.message)]);
    const before = this.#known.get(kind);
    if (before) this.#known.set(kind, { ...before, count: before.count + 1 });
    else if (this.#known.size < MOST_LISTED) this.#known.set(kind, { ...reason, count: 1 });
    else this.more += 1;
  }

  /** Most frequent first. */
  all(): Reason[] {
    return [...this.#known.values()].sort((a, b) => b.count - a.count);
  }
}

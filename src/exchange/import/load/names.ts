import { LRUCache } from 'lru-cache';
import type { Reads } from '../../../database/database.js';
import { type Context, createContext, type Found } from '../../../domain/context.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import { findRef, requireFound } from '../../../domain/reference/reference.service.js';
import { readsOf } from '../../../domain/write/write.service.js';
import { AccordError, type Candidate, quoted } from '../../../errors.js';
import type { Alias } from '../fragment.js';
import type { Unresolved } from './report.js';
import { stateMeant } from './states.js';

/** More different names than most files have, in a few megabytes. */
const REMEMBERED = 50_000;
/** Names listed in the report; what comes after is counted. */
const MOST_LISTED = 1000;
const MOST_NEAR = 5;

/** Why a name means nothing, or several things; `meant` says that it is to. */
export interface Missing {
  readonly reason: string;
  readonly near: readonly string[];
  readonly isMeant?: true;
}
export type Meaning = Found | Missing;
export const isFound = (meaning: Meaning): meaning is Found => 'slug' in meaning;

export interface Name {
  readonly ref: string;
  readonly types: readonly RecordType[];
  /** Nothing is amiss where it means nothing. */
  readonly mayBeNew?: boolean;
}

const keyOf = ({ ref, types, mayBeNew }: Name) => `${mayBeNew ? 'new ' : ''}${types.join()} ${ref}`;
const foldedKey = (text: string) => text.trim().toLowerCase();

/** What the names in the files mean: by the aliases first, then as in a question, then as people write States. */
export class Names {
  readonly #aliases = new Map<string, Alias[]>();
  readonly #known = new LRUCache<string, Meaning>({ max: REMEMBERED });
  readonly #missed = new Map<string, Unresolved>();
  /** How many names were missed that are not listed. */
  missedMore = 0;

  constructor(aliases: readonly Alias[]) {
    for (const alias of aliases) {
      const key = foldedKey(alias.text);
      this.#aliases.set(key, [...(this.#aliases.get(key) ?? []), alias]);
    }
  }

  /** What names mean; those that are not known yet are looked up together. */
  async learn(reads: Reads, names: readonly Name[]): Promise<(name: Name) => Meaning> {
    const meanings = new Map<string, Meaning>();
    const context = createContext({ database: readsOf(reads), languages: [] });
    const wanted = new Map<string, Name>();
    for (const name of names) {
      const key = keyOf(name);
      const known = this.#known.get(key);
      if (known) meanings.set(key, known);
      else wanted.set(key, name);
    }
    await Promise.all(
      [...wanted].map(async ([key, name]) => {
        const meaning = await this.#lookUp(context, name);
        meanings.set(key, meaning);
        this.#known.set(key, meaning);
      }),
    );
    return (name) => meanings.get(keyOf(name)) as Meaning;
  }

  async #lookUp(context: Context, { ref, types, mayBeNew = false }: Name): Promise<Meaning> {
    const alias = this.#aliases
      .get(foldedKey(ref))
      ?.find((each) => each.types === null || types.some((type) => each.types?.includes(type)));
    if (alias?.ref === null) return { reason: 'is to mean nothing, by the aliases', near: [], isMeant: true };
    const meant = alias?.ref ?? ref;
    try {
      const found = await findRef(context, meant, types);
      // What is near costs more than what is meant, and who may be new need not be near to anything.
      if (!found && mayBeNew) return { reason: `nothing is called ${quoted(meant)}`, near: [] };
      return found ?? (await stateMeant(context, meant, types)) ?? (await requireFound(context, meant, types));
    } catch (error) {
      if (!(error instanceof AccordError)) throw error;
      const { near, candidates } = error.extensions as Readonly<Record<string, readonly Candidate[] | undefined>>;
      return { reason: error.message, near: (near ?? candidates ?? []).slice(0, MOST_NEAR).map(({ slug }) => slug) };
    }
  }

  /** After records came to be, or went: what a name means may be another thing now. */
  forget(): void {
    this.#known.clear();
  }

  /** Records that came to be may be what a name means that meant nothing before. */
  forgetMissing(): void {
    for (const [key, meaning] of this.#known.entries()) if (!isFound(meaning)) this.#known.delete(key);
  }

  /** Something could not be taken because of a name. */
  miss(name: Name, { near }: Missing, first: string): void {
    const key = keyOf(name);
    const before = this.#missed.get(key);
    if (before) this.#missed.set(key, { ...before, count: before.count + 1 });
    else if (this.#missed.size < MOST_LISTED)
      this.#missed.set(key, { name: name.ref, types: name.types, count: 1, near, first });
    else this.missedMore += 1;
  }

  /** The names that were missed, most often missed first. */
  missed(): Unresolved[] {
    return [...this.#missed.values()].sort((a, b) => b.count - a.count);
  }
}

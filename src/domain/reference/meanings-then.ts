import { sql } from '../../database/sql.js';
import { readGlobalId } from '../../graphql/global-id.js';
import type { Context, Found, RefReader } from '../context.js';
import type { RecordType } from '../record/record.enums.js';
import { readRef } from './ref-matches.js';
import { hitsOfRef } from './reference.service.js';

/**
 * What Refs meant after a change. That is what they mean now, for a name that is given now is meant as it is now; but of what
 * was merged or parted since it is the record that stood for it then, and of what is gone the record that was there.
 */
export class MeaningsThen implements RefReader {
  readonly #now: Context;
  readonly #then: Context;
  readonly #cut: number;
  readonly #before: MeaningsThen | null;
  readonly #known = new Map<string, Promise<readonly Found[]>>();

  /** @param then reads as of the change `cut`. @param before what they meant at an earlier change, which holds for what means nothing any more. */
  constructor(now: Context, then: Context, cut: number, before: MeaningsThen | null = null) {
    this.#now = now;
    this.#then = then;
    this.#cut = cut;
    this.#before = before;
  }

  hits(ref: string, types: readonly RecordType[]): Promise<readonly Found[]> {
    const key = `${types.join()} ${ref}`;
    const known = this.#known.get(key) ?? this.#hits(ref, types);
    this.#known.set(key, known);
    return known;
  }

  async #hits(ref: string, types: readonly RecordType[]): Promise<readonly Found[]> {
    const now = await this.#now.load(hitsOfRef, { ref, types });
    const [only] = now;
    if (only && now.length === 1 && !(await this.#wasMergedSince(only))) return now;
    const then = await this.#then.load(hitsOfRef, { ref, types });
    if (then.length === 1) return then;
    if (only && now.length === 1) return [await this.#standIn(await this.#original(ref, only))];
    if (now.length > 1) return now;
    return this.#before ? this.#before.hits(ref, types) : then;
  }

  async #wasMergedSince({ id }: Found): Promise<boolean> {
    const rows = await this.#now.database.rows(
      { id: 'c.id' },
      sql`FROM change c WHERE c.record_id = ${id} AND c.id > ${this.#cut} AND c.operation IN ('MERGED', 'UNMERGED') LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** The record that a slug or id was that of, where that has been merged into the one that it means now. */
  async #original(ref: string, now: Found): Promise<Found> {
    const id = readGlobalId(ref)?.id ?? null;
    const [alias] = await this.#now.database.rows<{ id: number; slug: string }>(
      { id: 'a.id', slug: 'a.slug' },
      sql`FROM record_alias a WHERE a.record_id = ${now.id} AND (a.slug = ${readRef(ref).slug} OR a.id = ${id})`,
    );
    return alias ? { ...now, ...alias } : now;
  }

  /** The record itself where it was there then, else the one that it had been merged into. */
  async #standIn(record: Found): Promise<Found> {
    let at = record;
    for (;;) {
      const [there] = await this.#then.database.rows({ id: 'r.id' }, sql`FROM registry r WHERE r.id = ${at.id}`);
      if (there) return at;
      // The other record of the merge stands beside it in the feed.
      const [into] = await this.#now.database.rows<{ id: number; slug: string }>(
        { id: 'o.record_id', slug: 'o.slug' },
        sql`FROM (SELECT c.* FROM change c WHERE c.record_id = ${at.id} AND c.id <= ${this.#cut} ORDER BY c.id DESC LIMIT 1) c
          JOIN change o ON o.at = c.at AND o.operation = 'MERGED' AND o.record_id <> c.record_id WHERE c.operation = 'MERGED'`,
      );
      if (!into) return record;
      at = { ...at, ...into };
    }
  }
}

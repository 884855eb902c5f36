import { readsAsOf } from '../../database/as-of.js';
import type { KeyedReads } from '../../database/database.js';
import { compile, type Sql, sql } from '../../database/sql.js';
import { historicTables } from '../change/historic-tables.js';
import { type Context, createContext } from '../context.js';
import { MeaningsThen } from '../reference/meanings-then.js';
import type { Judge, Watched } from './watched.js';

/** A thing that was in the answer after a change. */
export interface Match {
  readonly id: number;
  readonly slug: string;
  /** What it says and by whom it is supported, where it is not a record of its own. */
  readonly content: string;
}

/** What a claim says and who supports it, as SQL: two that say the same are one, whatever their ids. */
const RECEIPT = {
  link: 'c.link_id',
  property: 'c.property',
  value: 'c.value',
  status: 'c.status',
  modality: 'c.modality',
  attributedTo: 'c.attributed_to_id',
  retractedAt: 'c.retracted_at',
  source: 'e.source_id',
  stance: 'e.stance',
  paragraph: 'e.paragraph',
  start: 'e.char_start',
  end: 'e.char_end',
  quote: 'e.quote_hash',
  note: 'e.note',
};

/** The database as it was after a change. */
export const after = ({ database }: Context, change: number): KeyedReads => readsAsOf(database, historicTables, change);

/** A filter with the Refs in it as they were meant after a change. It can be asked of any time at which they mean the same. */
export class Question<Filter> {
  /** Equal texts ask the same. */
  readonly key: string;
  readonly #context: Context;
  readonly #watched: Watched<Filter>;
  readonly #filter: Filter | null | undefined;
  readonly #where: Sql | null;
  readonly #words: ReadonlySet<string>;
  readonly #meanings: MeaningsThen;

  private constructor(
    context: Context,
    watched: Watched<Filter>,
    filter: Filter | null | undefined,
    meant: { readonly where: Sql | null; readonly meanings: MeaningsThen },
  ) {
    this.#context = context;
    this.#watched = watched;
    this.#filter = filter;
    this.#where = meant.where;
    this.#meanings = meant.meanings;
    const compiled = compile(this.#where ?? sql``, 'sqlite');
    this.#words = new Set(compiled.text.match(/\b[a-z_]+\b/g));
    this.key = JSON.stringify([watched.type, compiled.text, compiled.params]);
  }

  /** @param before the same question at an earlier change. @throws as the same filter in a list does. */
  static async about<Filter>(
    context: Context,
    watched: Watched<Filter>,
    filter: Filter | null | undefined,
    { change, before }: { readonly change: number; readonly before?: Question<Filter> },
  ): Promise<Question<Filter>> {
    const { database, languages, viewer } = context;
    const common = { languages, viewer, asOf: change };
    const then = createContext({ ...common, database: after(context, change) });
    const meanings = new MeaningsThen(context, then, change, before ? before.#meanings : null);
    // Conditions are put to the past later on; what they are made of is read now.
    const where = await watched.where(createContext({ ...common, database, refs: meanings }), filter);
    return new Question(context, watched, filter, { where, meanings });
  }

  /** The same filter with what its Refs mean after another change. */
  asOf(change: number): Promise<Question<Filter>> {
    return Question.about(this.#context.afresh(), this.#watched, this.#filter, { change, before: this });
  }

  /** Whether it looks at records of a judge. */
  sees({ seenBy }: Judge): boolean {
    return seenBy?.some((word) => this.#words.has(word)) ?? true;
  }

  /** What is in the answer to this question after a change, and not in that to another one: things that nothing was done to among them. */
  async beyond(other: Question<Filter>, change: number): Promise<number[]> {
    const { source, where } = this.#watched;
    const { languages, viewer, database } = this.#context;
    const seeking = createContext({ languages, viewer, database, asOf: change, seeks: true, refs: this.#meanings });
    const mine = await where(seeking, this.#filter);
    const conditions = [source.where, ...(mine ? [mine] : [])];
    const theirs = sql`NOT COALESCE((${other.#where ?? sql`1 = 1`}), ${sql.choose(sql`0`, sql`false`)})`;
    const rows = await after(this.#context, change).rows<{ id: number }>(
      { id: source.id },
      sql`${source.from} WHERE ${sql.join([...conditions, theirs], ' AND ')}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Those of the given things that were in the answer after a change. */
  async matches(change: number, ids: readonly number[]): Promise<Map<number, Match>> {
    const { source, type, own } = this.#watched;
    const conditions = [source.where, sql.in(sql.raw(source.id), ids), ...(this.#where ? [this.#where] : [])];
    const reads = after(this.#context, change);
    if (type === own) {
      const rows = await reads.rows<{ id: number; slug: string }>(
        { id: source.id, slug: 'r.slug' },
        sql`${source.from} WHERE ${sql.join(conditions, ' AND ')}`,
      );
      return new Map(rows.map((row) => [row.id, { ...row, content: '' }]));
    }
    const [rows, receipts] = await Promise.all([
      reads.rows<{ id: number; slug: string }>(
        { ...source.columns, slug: 'r.slug' },
        sql`${source.from} WHERE ${sql.join(conditions, ' AND ')}`,
      ),
      reads.rows<{ link: number }>(
        RECEIPT,
        sql`FROM claim c LEFT JOIN evidence e ON e.claim_id = c.id WHERE ${sql.in(sql`c.link_id`, ids)} ORDER BY c.id, e.id`,
      ),
    ]);
    return new Map(
      rows.map(({ id, slug, ...rest }) => {
        const content = JSON.stringify([rest, receipts.filter(({ link }) => link === id)]);
        return [id, { id, slug, content }];
      }),
    );
  }
}

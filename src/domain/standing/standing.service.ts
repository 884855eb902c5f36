import { readsAsOf } from '../../database/as-of.js';
import type { KeyedReads } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { globalId } from '../../graphql/global-id.js';
import { encodeCursor } from '../../graphql/pagination.js';
import type { Change } from '../change/change.entity.js';
import { claimsOfChange } from '../change/change.service.js';
import { historicTables } from '../change/historic-tables.js';
import { type Context, createContext } from '../context.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { EVENT_TAG, type Moment, momentsAfter, type Standing, standingAt } from './moments.js';
import { Transition } from './standing.type.js';
import type { Watched } from './watched.js';

/** Things that are judged together. */
const CHUNK = 500;
/** Of the changes that brought an event about, so many are told. */
const MOST_CAUSES = 20;

/** One event as it was found; what it shows is read when it is told. */
export interface StandingEvent {
  readonly transition: Transition;
  readonly id: number;
  readonly slug: string;
  /** The change before the transaction that brought it about. */
  readonly before: number;
  readonly causes: Moment;
}

interface Match {
  readonly id: number;
  readonly slug: string;
  /** What it says, where it is not a record of its own. */
  readonly content: string;
}

/** A filter, judged at any time: things that refs mean now, words as records had them then. */
class Question<Filter> {
  readonly #context: Context;
  readonly #watched: Watched<Filter>;
  readonly #where: Sql | null;

  private constructor(context: Context, watched: Watched<Filter>, where: Sql | null) {
    this.#context = context;
    this.#watched = watched;
    this.#where = where;
  }

  /** @throws as the same filter in a list does */
  static async about<Filter>(context: Context, watched: Watched<Filter>, filter: Filter | null | undefined) {
    const { database, languages, viewer } = context;
    const timeless = createContext({ database, languages, viewer, asOf: 0 });
    return new Question(context, watched, await watched.where(timeless, filter));
  }

  at(change: number): KeyedReads {
    return readsAsOf(this.#context.database, historicTables, change);
  }

  /** Those of the given things that were in the answer after a change. */
  async matches(change: number, ids: readonly number[]): Promise<Map<number, Match>> {
    const { source } = this.#watched;
    const conditions = [source.where, sql.in(sql.raw(source.id), ids), ...(this.#where ? [this.#where] : [])];
    const rows = await this.at(change).rows<{ id: number; slug: string }>(
      { ...source.columns, slug: 'r.slug' },
      sql`${source.from} WHERE ${sql.join(conditions, ' AND ')}`,
    );
    return new Map(rows.map(({ id, slug, ...rest }) => [id, { id, slug, content: JSON.stringify(rest) }]));
  }
}

/**
 * The events of a standing question, transaction by transaction in the order of their commits, inside one by id; from now on, or
 * from a cursor on. Never ends by itself. Everything is judged by the history, so that nothing is lost between two readings, in
 * whatever process and however long after it was written.
 */
export async function* eventsOf<Filter>(
  context: Context,
  watched: Watched<Filter>,
  question: { readonly filter: Filter | null | undefined; readonly from: Standing },
  signal: AbortSignal,
): AsyncGenerator<StandingEvent, void, void> {
  const { pulse } = context;
  if (!pulse) throw new Error('This context has no pulse.');
  let asked = await Question.about(context, watched, question.filter);
  let { change, id } = question.from;
  while (!signal.aborted) {
    const state = await pulse.state();
    const moments = await momentsAfter(context, change);
    for (const moment of moments) {
      const changed = moment.some(({ operation }) => operation === 'MERGED' || operation === 'UNMERGED')
        ? await Question.about(context.afresh(), watched, question.filter)
        : asked;
      for await (const event of eventsIn(moment, watched, { asked, changed, before: change, after: id })) {
        if (signal.aborted) return;
        yield event;
      }
      asked = changed;
      change = (moment.at(-1) as Change).id;
      id = 0;
    }
    if (moments.length === 0) await pulse.moved(state, signal);
  }
}

interface Judging<Filter> {
  /** What is asked before the transaction, and after it: a merge can give what it names another id. */
  readonly asked: Question<Filter>;
  readonly changed: Question<Filter>;
  readonly before: number;
  /** Things up to this id have been told. */
  readonly after: number;
}

async function* eventsIn<Filter>(
  moment: Moment,
  watched: Watched<Filter>,
  { asked, changed, before, after }: Judging<Filter>,
): AsyncGenerator<StandingEvent> {
  const last = (moment.at(-1) as Change).id;
  const touched = new Map<RecordType, Change[]>();
  for (const each of moment) touched.set(each.recordType, [...(touched.get(each.recordType) ?? []), each]);
  const own = new Map((touched.get(watched.own) ?? []).map((each) => [each.recordId, each]));
  const isRecord = watched.type === watched.own;
  const candidates = new Set(isRecord ? own.keys() : []);
  const others: Change[] = [];
  for (const [type, list] of Object.entries(watched.judgedBy) as [RecordType, (ids: readonly number[]) => Sql][]) {
    const changes = touched.get(type) ?? [];
    if (changes.length === 0) continue;
    others.push(...changes);
    const ids = changes.map(({ recordId }) => recordId);
    for (const reads of [asked.at(before), changed.at(last)])
      for (const row of await reads.rows<{ id: number }>({ id: 'x.id' }, sql`FROM (${list(ids)}) x`))
        candidates.add(row.id);
  }
  const ordered = [...candidates].filter((each) => each > after).sort((x, y) => x - y);
  for (let at = 0; at < ordered.length; at += CHUNK) {
    const chunk = ordered.slice(at, at + CHUNK);
    const [was, is] = await Promise.all([asked.matches(before, chunk), changed.matches(last, chunk)]);
    for (const each of chunk) {
      const [old, now] = [was.get(each), is.get(each)];
      const itself = own.get(each);
      const isChanged = isRecord ? itself !== undefined : old?.content !== now?.content;
      const transition = transitionOf(old !== undefined, now !== undefined, isChanged);
      if (!transition) continue;
      const causes = itself ? [itself] : others.slice(0, MOST_CAUSES);
      yield { transition, id: each, slug: (now ?? old)?.slug as string, before, causes };
    }
  }
}

function transitionOf(was: boolean, is: boolean, isChanged: boolean): Transition | null {
  if (was && is) return isChanged ? Transition.CHANGED : null;
  if (is) return Transition.ENTERED;
  return was ? Transition.LEFT : null;
}

/** An event as it is told, read with loaders of its own. */
function told<Filter>(
  { transition, id, slug, before, causes }: StandingEvent,
  { type, byId }: Watched<Filter>,
  context: Context,
) {
  const [{ at, by, reason }] = causes as [Change];
  return {
    transition,
    id: globalId(NODE_TYPES[type], id),
    slug,
    record: () => context.load(byId, id),
    at,
    by,
    reason,
    changes: causes,
    claims: async () => (await Promise.all(causes.map((each) => claimsOfChange(context, each)))).flat(),
    cursor: encodeCursor(EVENT_TAG, [before, id]),
  };
}

/** What a subscription gives: its events, until the reader leaves. @throws what the filter or the cursor has wrong, before the first. */
export async function follow<Filter>(
  context: Context,
  watched: Watched<Filter>,
  filter: Filter | null | undefined,
  after: string | null | undefined,
): Promise<AsyncIterableIterator<object>> {
  const from = await standingAt(context, after);
  await Question.about(context, watched, filter);
  const leaving = new AbortController();
  const events = eventsOf(context, watched, { filter, from }, leaving.signal);
  const iterator: AsyncIterableIterator<object> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const { value, done } = await events.next();
      if (done || !value) return { done: true, value: undefined };
      return { done: false, value: told(value, watched, context.afresh()) };
    },
    async return() {
      leaving.abort();
      await events.return();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

import { sql } from '../../database/sql.js';
import type { Change } from '../change/change.entity.js';
import type { Context, Pulse } from '../context.js';
import type { RecordType } from '../record/record.enums.js';
import type { Moment } from './moments.js';
import { after, type Question } from './question.js';
import { Transition } from './standing.type.js';
import type { Judge, Watched } from './watched.js';

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

/** One transaction, and what is asked before it and after it: a merge can give what is named another id. */
export interface Judging<Filter> {
  readonly moment: Moment;
  /** The change before it. */
  readonly before: number;
  readonly asked: Question<Filter>;
  readonly changed: Question<Filter>;
}

const lastOf = (moment: Moment): number => (moment.at(-1) as Change).id;

/** A part of the events of a transaction, and the last thing that was looked at for them; null where that was all. */
export interface Part {
  readonly events: readonly StandingEvent[];
  readonly next: number | null;
}

/** The events that a transaction brings about for who asks, in the order of the ids, from behind the thing `from` on. */
export async function eventsIn<Filter>(
  context: Context,
  pulse: Pulse,
  watched: Watched<Filter>,
  judging: Judging<Filter>,
  from: number,
): Promise<Part> {
  const { moment, before, asked, changed } = judging;
  const judges = watched.judges.filter(
    (judge) => moment.some(({ recordType }) => recordType === judge.type) && (asked.sees(judge) || changed.sees(judge)),
  );
  const types = judges.map(({ type }) => type).join();
  const meansElse = asked.key === changed.key ? '' : `${asked.key} ${changed.key}`;
  const { ids, others } = await pulse.once(`touched ${watched.type} ${types} ${before} ${meansElse}`, () =>
    touchedBy(context, watched, judging, judges),
  );
  const first = ids.findIndex((id) => id > from);
  if (first < 0) return { events: [], next: null };
  const chunk = ids.slice(first, first + CHUNK);
  const events = await pulse.once(`judged ${before} ${chunk[0]} ${asked.key} ${changed.key}`, () =>
    judge(watched, judging, { ids: chunk, others }),
  );
  return { events, next: first + CHUNK < ids.length ? (chunk.at(-1) as number) : null };
}

interface Touched {
  /** What can be judged otherwise than before, in order. */
  readonly ids: readonly number[];
  /** The changes of other records by which it is. */
  readonly others: Moment;
}

async function touchedBy<Filter>(
  context: Context,
  { type, own }: Watched<Filter>,
  { moment, before, asked, changed }: Judging<Filter>,
  judges: readonly Judge[],
): Promise<Touched> {
  const last = lastOf(moment);
  const [was, is] = [after(context, before), after(context, last)];
  const ids = new Set(
    type === own ? moment.flatMap(({ recordType, recordId }) => (recordType === own ? [recordId] : [])) : [],
  );
  const others: Change[] = [];
  for (const { type: judging, columns, judged } of judges) {
    const all = moment.filter(({ recordType }) => recordType === judging);
    const moved = columns ? await movedAmong(all, { judging, columns, was, is }) : all;
    if (moved.length === 0) continue;
    others.push(...moved);
    const list = judged(moved.map(({ recordId }) => recordId));
    for (const reads of [was, is])
      for (const { id } of await reads.rows<{ id: number }>({ id: 'x.id' }, sql`FROM (${list}) x`)) ids.add(id);
  }
  if (asked.key !== changed.key) {
    others.push(...moment.filter(({ operation }) => operation === 'MERGED' || operation === 'UNMERGED'));
    for (const id of await changed.beyond(asked, last)) ids.add(id);
    for (const id of await asked.beyond(changed, last)) ids.add(id);
  }
  return { ids: [...ids].sort((one, other) => one - other), others };
}

type Reads = ReturnType<typeof after>;

/** The changes after which a column of their record holds something else. */
async function movedAmong(
  changes: Moment,
  { judging, columns, was, is }: { judging: RecordType; columns: readonly string[]; was: Reads; is: Reads },
): Promise<Change[]> {
  const ids = changes.map(({ recordId }) => recordId);
  const table = sql.raw(judging.toLowerCase());
  const named = { id: 't.id', ...Object.fromEntries(columns.map((column) => [column, `t.${column}`])) };
  const [old, now] = await Promise.all(
    [was, is].map(async (reads) => {
      const rows = await reads.rows<{ id: number }>(named, sql`FROM ${table} t WHERE ${sql.in(sql`t.id`, ids)}`);
      return new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
    }),
  );
  return changes.filter(({ recordId }) => old?.get(recordId) !== now?.get(recordId));
}

async function judge<Filter>(
  { type, own }: Watched<Filter>,
  { moment, before, asked, changed }: Judging<Filter>,
  { ids, others }: Touched,
): Promise<readonly StandingEvent[]> {
  const isRecord = type === own;
  const itself = new Map(
    moment.flatMap((each) => (isRecord && each.recordType === own ? [[each.recordId, each]] : [])),
  );
  const [was, is] = await Promise.all([asked.matches(before, ids), changed.matches(lastOf(moment), ids)]);
  return ids.flatMap((id) => {
    const [old, now, change] = [was.get(id), is.get(id), itself.get(id)];
    const isChanged = isRecord ? change !== undefined : old?.content !== now?.content;
    const transition = transitionOf(old !== undefined, now !== undefined, isChanged);
    if (!transition) return [];
    const causes = change ? [change] : others.slice(0, MOST_CAUSES);
    return [{ transition, id, slug: (now ?? old)?.slug as string, before, causes }];
  });
}

function transitionOf(was: boolean, is: boolean, isChanged: boolean): Transition | null {
  if (was && is) return isChanged ? Transition.CHANGED : null;
  if (is) return Transition.ENTERED;
  return was ? Transition.LEFT : null;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../../errors.js';
import { Within } from '../../graphql/execution/within.js';
import { globalId } from '../../graphql/global-id.js';
import { encodeCursor } from '../../graphql/pagination.js';
import type { Change } from '../change/change.entity.js';
import { claimsOfChange } from '../change/change.service.js';
import type { Claim } from '../claim/claim.entity.js';
import { type Context, createContext, type Pulse, sharedReads } from '../context.js';
import { NODE_TYPES } from '../record/record.entity.js';
import { eventsIn, type StandingEvent } from './events.js';
import { EVENT_TAG, type Moment, momentsAfter, type Standing, standingAt } from './moments.js';
import { Question } from './question.js';
import type { Watched } from './watched.js';

/** How long a database that is away is left alone, in milliseconds. */
const AGAIN_MS = 1_000;

/** Waits while the database is away: what is written meanwhile is told later. */
async function patiently<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnavailableError) || signal.aborted) throw error;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
}

const isMerge = (moment: Moment): boolean =>
  moment.some(({ operation }) => operation === 'MERGED' || operation === 'UNMERGED');

interface Asking<Filter> {
  readonly context: Context;
  readonly pulse: Pulse;
  readonly watched: Watched<Filter>;
  readonly question: Question<Filter>;
  readonly from: Standing;
}

/**
 * The events of a standing question, transaction by transaction in the order of their commits, inside one by id. Never ends by
 * itself. Everything is judged by the history, so that nothing is lost between two readings, in whatever process and however
 * long after it was written.
 */
async function* eventsOf<Filter>(
  { context, pulse, watched, question, from }: Asking<Filter>,
  signal: AbortSignal,
): AsyncGenerator<StandingEvent, void, void> {
  let asked = question;
  let { change, id } = from;
  while (!signal.aborted) {
    const state = await patiently(signal, () => pulse.state());
    const moments = await patiently(signal, () =>
      pulse.once(`moments ${change} ${state}`, () => momentsAfter(context, change)),
    );
    for (const moment of moments) {
      const last = (moment.at(-1) as Change).id;
      const before = asked;
      const changed = isMerge(moment) ? await patiently(signal, () => before.asOf(last)) : asked;
      const judging = { moment, before: change, asked, changed };
      for (let next: number | null = id; next !== null && !signal.aborted; ) {
        const place: number = next;
        const part = await patiently(signal, () => eventsIn(context, pulse, watched, judging, place));
        // Who has lost the right to read since is told nothing more.
        if (part.events.length > 0) await patiently(signal, () => pulse.state());
        for (const event of part.events) {
          if (signal.aborted) return;
          yield event;
        }
        next = part.next;
      }
      asked = changed;
      change = last;
      id = 0;
    }
    if (moments.length === 0) await pulse.moved(state, signal);
  }
}

/** A claim on something else inside the same record is no reason for what became of this. */
const isAbout = (claim: unknown, id: number): boolean => {
  const { linkId } = (claim instanceof Within ? claim.value : claim) as Claim;
  return linkId === null || linkId === id;
};

/** An event as it is told, read with loaders of its own. */
function told<Filter>(
  { transition, id, slug, before, causes }: StandingEvent,
  { type, own, byId }: Watched<Filter>,
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
    claims: async () => {
      const claims = (await Promise.all(causes.map((each) => claimsOfChange(context, each)))).flat();
      return type === own ? claims : claims.filter((claim) => isAbout(claim, id));
    },
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
  const { pulse } = context;
  if (!pulse) throw new Error('Nothing tells this context of writes.');
  const from = await standingAt(context, after);
  // What is found out is found out for all who ask the same: it does not end when this one leaves.
  const { languages, viewer, database } = context;
  const shared = createContext({ languages, viewer, pulse, database: sharedReads(database) });
  const question = await Question.about(shared, watched, filter, from);
  const leave = pulse.enter();
  const leaving = new AbortController();
  const events = eventsOf({ context: shared, pulse, watched, question, from }, leaving.signal);
  const iterator: AsyncIterableIterator<object> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      try {
        const { value, done } = await events.next();
        if (!done && value) return { done: false, value: told(value, watched, context.afresh()) };
      } catch (error) {
        leave();
        throw error;
      }
      leave();
      return { done: true, value: undefined };
    },
    async return() {
      leaving.abort();
      leave();
      await events.return();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}

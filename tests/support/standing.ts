import { parse, validate } from 'graphql';
import type { Database } from '../../src/database/database.js';
import { createRequestContext } from '../../src/server/context.js';
import { DataState } from '../../src/server/data-state.js';
import { Heartbeat } from '../../src/server/pulse.js';
import { subscribeOperation } from '../../src/server/subscribe.js';
import { Work } from '../../src/server/work.js';
import { appSchema } from './ask.js';

// biome-ignore lint/suspicious/noExplicitAny: events are as varied as questions
type Event = Record<string, any>;

export interface Following {
  /** The next events, as many as that. */
  take(count: number): Promise<Event[]>;
  /** All events that came with what has been written by now; `mark` makes one last event that the question tells. */
  until(mark: (event: Event) => boolean): Promise<Event[]>;
  stop(): Promise<void>;
}

const heartbeats = new WeakMap<Database, Heartbeat>();

/** One for all that follow a database, as in a server. */
function heartbeatOf(database: Database): Heartbeat {
  const known = heartbeats.get(database) ?? new Heartbeat(new DataState(() => database.stateMark()));
  heartbeats.set(database, known);
  return known;
}

/** Puts a standing question with one root field to the real schema. @throws Error with its first error */
export async function follow(
  database: Database,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Following> {
  const schema = await appSchema();
  const document = parse(source);
  const [mistake] = validate(schema, document);
  if (mistake) throw mistake;
  const pulse = heartbeatOf(database).pulseOf({ rights: '', address: 'here', welcome: async () => undefined });
  const contextValue = createRequestContext({
    database,
    viewer: null,
    acceptLanguage: undefined,
    requestId: 'following',
    work: new Work({ limit: 0 }),
    pulse,
  });
  const results = await subscribeOperation({ schema, document, contextValue, variableValues: variables });
  if (!(Symbol.asyncIterator in results)) throw results.errors?.[0] ?? new Error('There is no stream.');
  const next = async (): Promise<Event> => {
    const { value } = await results.next();
    if (value?.errors) throw value.errors[0];
    return Object.values(JSON.parse(JSON.stringify(value.data)) as Record<string, Event>)[0] as Event;
  };
  return {
    async take(count) {
      const events: Event[] = [];
      while (events.length < count) events.push(await next());
      return events;
    },
    async until(mark) {
      for (const events: Event[] = []; ; ) {
        const event = await next();
        if (mark(event)) return events;
        events.push(event);
      }
    },
    async stop() {
      await results.return?.();
    },
  };
}

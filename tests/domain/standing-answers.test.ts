import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { type Following, follow } from '../support/standing.js';
import { FACTS, QUESTIONS, STEPS } from '../support/standing-story.js';

/** A state of the data after a write: where the feed stands, and what each question is answered with; null where a name in it means nothing any more. */
interface State {
  readonly what: string;
  readonly at: string;
  readonly cursor: string;
  readonly answers: ReadonlyMap<string, ReadonlySet<string> | null>;
}

interface Event {
  readonly transition: 'ENTERED' | 'CHANGED' | 'LEFT';
  readonly id: string;
  readonly at: string;
  readonly cursor: string;
}

let place: TestDatabase;
const states: State[] = [];
let isOver = false;
/** What each question has told so far; it is listened to while the writes are made. */
const live = new Map<string, Promise<Event[]>>();

const ask = (source: string) => dataOf(place.database, source);
const all = QUESTIONS.flatMap((question) => question.filters.map((filter) => ({ ...question, filter })));
type Question = (typeof all)[number];
const keyOf = ({ field, filter }: Question) => `${field} ${filter}`;

async function answerOf({ query, filter }: Question): Promise<ReadonlySet<string> | null> {
  try {
    const data = await ask(`{ ${query}(filter: ${filter}, first: 100) { nodes { id } } }`);
    return new Set(data[query].nodes.map(({ id }: { id: string }) => id));
  } catch (error) {
    if (/Nothing of type \w+( or \w+)* is called/.test((error as Error).message)) return null;
    throw error;
  }
}

async function note(what: string): Promise<void> {
  const { changes } = await ask('{ changes(first: 100) { nodes { at cursor } } }');
  const answers = new Map<string, ReadonlySet<string> | null>();
  for (const question of all) answers.set(keyOf(question), await answerOf(question));
  states.push({ what, ...changes.nodes.at(-1), answers });
}

/** Follows a question from now on or from a cursor on; what is entered at the end is in each answer, so that there is an end. */
const following = ({ field, filter, ending }: Question, after?: string) =>
  follow(
    place.database,
    `subscription ($after: String) { ${field}(filter: { or: [${filter}, ${ending}] }, after: $after) { transition id at cursor } }`,
    { after },
  );

const toTheEnd = async (one: Following): Promise<Event[]> => {
  const events = await one.until(({ at }) => isOver && at > (states.at(-1) as State).at);
  await one.stop();
  return events as Event[];
};

/** Long enough that what listens has heard of a write; where it has not, it is told later, and the same. */
const heard = () => new Promise((resolve) => setTimeout(resolve, 500));

beforeAll(async () => {
  place = await openTestDatabase();
  await write(place.database, FACTS);
  await note('the beginning');
  for (const question of all) live.set(keyOf(question), toTheEnd(await following(question)));
  await heard();
  const versionOf = async (type: string, slug: string) => {
    const one = `${type[0]?.toLowerCase()}${type.slice(1)}`;
    return (await ask(`{ ${one}(ref: "${slug}") { version } }`))[one].version as number;
  };
  for (const [what, step] of STEPS) {
    await dataOf(place.database, await step(versionOf), { as: 'editor' });
    await heard();
    await note(what);
  }
  isOver = true;
  await write(place.database, {
    agreements: [{ slug: 'ending', terms: [{ commodity: 'ending' }] }],
    meetings: ['ending'],
    people: ['ending'],
  });
}, 300_000);
afterAll(() => place.dispose());

describe.each(all)('$field of $filter', (question) => {
  const key = keyOf(question);
  let told: Event[];
  beforeAll(async () => {
    told = await (live.get(key) as Promise<Event[]>);
  });

  it('adds up to the answer after every write', () => {
    const held = new Set(states[0]?.answers.get(key));
    for (const { what, at, answers } of states.slice(1)) {
      for (const { transition, id } of told.filter((each) => each.at === at)) {
        expect({ what, id, transition, was: held.has(id) }).toMatchObject({ was: transition !== 'ENTERED' });
        if (transition === 'LEFT') held.delete(id);
        else held.add(id);
      }
      const answer = answers.get(key);
      if (answer) expect({ what, held: [...held].sort() }).toEqual({ what, held: [...answer].sort() });
    }
  });

  it('tells the same from every cursor on', async () => {
    for (const { what, at, cursor, answers } of states) {
      if (!answers.get(key)) {
        await expect(following(question, cursor)).rejects.toMatchObject({
          extensions: { code: 'REFERENCE_NOT_FOUND' },
        });
        continue;
      }
      const again = await toTheEnd(await following(question, cursor));
      expect({ what, again }).toEqual({ what, again: told.filter((each) => each.at > at) });
    }
    for (const [index, { cursor }] of told.entries()) {
      const again = await toTheEnd(await following(question, cursor));
      expect(again).toEqual(told.slice(index + 1));
    }
  });
});

import { dataFrom } from './client.js';
import { type Entry, wholeFeed } from './feed.js';
import type { Served } from './served.js';
import { type Step, storyOf, WHOLE, wholeOf } from './story.js';

/** What was found wrong; all empty is right. */
export interface Findings {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There, and not as it is where nobody pulled the plug. */
  readonly half: readonly string[];
  /** There more often than it was asked for, or without having been. */
  readonly doubled: readonly string[];
  /** Where the feed, as it was followed, is another than it is told afterwards, or than what was done. */
  readonly feed: readonly string[];
}

export interface Evidence {
  /** How many steps of each story were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** What a story was like after each of its steps when nothing disturbed it. */
  readonly control: readonly string[];
  /** The feed as somebody read it who followed it through everything. */
  readonly followed: readonly Entry[];
}

/** The key of the story that nothing disturbs. */
export const CONTROL = 'controlx';

/** What a story has left, and the feed of it, as a text that is the same for every key. */
export async function stateOf(origin: string, key: string, feed: readonly Entry[]): Promise<string> {
  const data = await dataFrom(origin, WHOLE, wholeOf(key));
  const changes = feed.filter(({ slug }) => slug.endsWith(`-${key}`)).map(({ slug, operation }) => [slug, operation]);
  // ids inside of documents are the only thing that two stories do not share
  const text = JSON.stringify({ data, changes }, (name, value) => (name === 'id' ? undefined : value), 1);
  return text.replaceAll(key, '*');
}

const TOTALS = `{
  agreements { totalCount } meetings { totalCount } people { totalCount } organizations { totalCount }
  commodity(ref: "petroleum") { agreementCount } mali: organization(ref: "mali") { agreementCount meetingCount }
  ada: person(ref: "ada") { meetingCount encounters { totalCount } }
}`;

/** What the totals are after that many stories have passed each step. */
const totalsAfter = (reports: number, companies: number) => ({
  agreements: { totalCount: reports },
  meetings: { totalCount: reports },
  people: { totalCount: reports + 1 },
  organizations: { totalCount: companies + 2 },
  commodity: { agreementCount: reports },
  mali: { agreementCount: reports, meetingCount: reports },
  ada: { meetingCount: reports, encounters: { totalCount: reports } },
});

export async function examine(
  served: Pick<Served, 'origin'>,
  { acknowledged, control, followed }: Evidence,
): Promise<Findings> {
  const origin = await served.origin();
  const feed = await wholeFeed(served);
  const found = {
    lost: [] as string[],
    half: [] as string[],
    doubled: [] as string[],
    feed: feedFaults(followed, feed),
  };
  const byKey = new Map<string, Entry[]>();
  for (const entry of feed) {
    const key = entry.slug.slice(entry.slug.lastIndexOf('-') + 1);
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const keys = [...acknowledged.keys()];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
        const steps = acknowledged.get(key) ?? 0;
        const state = await stateOf(origin, key, byKey.get(key) ?? []);
        if (state === control[steps]) continue;
        const earlier = control.indexOf(state);
        if (earlier === -1) found.half.push(`${key}: ${firstDifference(state, control[steps] ?? '')}`);
        else found[earlier < steps ? 'lost' : 'doubled'].push(`${key}: ${earlier} steps, ${steps} acknowledged`);
      }
    }),
  );
  const passed = (step: number) => 1 + [...acknowledged.values()].filter((steps) => steps >= step).length;
  const totals = JSON.stringify(await dataFrom(origin, TOTALS));
  const expected = JSON.stringify(totalsAfter(passed(1), passed(2)));
  if (totals !== expected) found.doubled.push(`${totals} instead of ${expected}`);
  return found;
}

/** Lets the control story happen, and tells what it is like before and after each step. */
export async function recordControl(
  served: Pick<Served, 'origin'>,
  write: (step: Step) => Promise<void>,
): Promise<readonly string[]> {
  const origin = await served.origin();
  const look = async () => stateOf(origin, CONTROL, await wholeFeed(served));
  const states = [await look()];
  for (const step of storyOf(CONTROL)) {
    await write(step);
    states.push(await look());
  }
  return states;
}

function feedFaults(followed: readonly Entry[], feed: readonly Entry[]): readonly string[] {
  const faults: string[] = [];
  const cursors = followed.map(({ cursor }) => cursor);
  const repeated = cursors.length - new Set(cursors).size;
  if (repeated > 0) faults.push(`${repeated} entries repeated`);
  if (JSON.stringify(followed) !== JSON.stringify(feed)) {
    faults.push(`${followed.length} entries followed, ${feed.length} told afterwards, or another order`);
  }
  return faults;
}

function firstDifference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  return `line ${at}: ${left[at]?.trim()} instead of ${right[at]?.trim()}`;
}

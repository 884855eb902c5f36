import { setTimeout as sleep } from 'node:timers/promises';
import { post } from './client.js';
import type { Served } from './served.js';

export interface Entry {
  readonly slug: string;
  readonly operation: string;
  readonly at: string;
  readonly cursor: string;
}

export interface Follower {
  /** Reads to the end of the feed, and returns all that it has read since it began. */
  finish(): Promise<readonly Entry[]>;
}

const PAGE = `query ($after: String) { changes(first: 100, after: $after) {
  nodes { slug operation at cursor } pageInfo { endCursor hasNextPage } } }`;

/** A reader of the feed that goes on after its cursor, whatever happens to the server meanwhile. */
export function followFeed(served: Pick<Served, 'origin'>): Follower {
  const read: Entry[] = [];
  let after: string | null = null;
  let finishing = false;

  const follow = async () => {
    for (;;) {
      const last = finishing;
      const page = await nextPage(await served.origin(), after);
      if (page === undefined) {
        await sleep(20);
        continue;
      }
      read.push(...page.nodes);
      after = page.pageInfo.endCursor ?? after;
      if (page.pageInfo.hasNextPage) continue;
      if (last) return read;
      await sleep(20);
    }
  };
  const following = follow();
  following.catch(() => undefined);
  return {
    finish() {
      finishing = true;
      return following;
    },
  };
}

/** The whole feed, read at once. */
export const wholeFeed = (served: Pick<Served, 'origin'>): Promise<readonly Entry[]> => followFeed(served).finish();

interface Page {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** Undefined when the server went away meanwhile. */
async function nextPage(origin: string, after: string | null): Promise<Page | undefined> {
  try {
    const { data, errors } = await post(origin, PAGE, { after });
    if (data) return data['changes'] as Page;
    if (errors?.[0]?.extensions['code'] === 'UNAVAILABLE') return undefined;
    throw new Error(JSON.stringify(errors));
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import { sql } from '../../database/sql.js';
import { InputError, WorkLimitError } from '../../errors.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Claim } from '../claim/claim.entity.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import type { RecordType } from '../record/record.enums.js';
import { telling } from '../reference/not-found.js';
import { requireOneOf } from '../reference/reference.service.js';
import { linksFrom } from './links.js';
import type { Hop, Link } from './path.type.js';

/** Everything that a path can lead through; a country stands for its State. */
const ENDS: readonly RecordType[] = [
  'PERSON',
  'ORGANIZATION',
  'AGREEMENT',
  'MEETING',
  'COMMODITY',
  'DELEGATION',
  'PLACE',
];

const MOST_HOPS = 8;
/** Links looked at by one question, and paths in one answer. */
const MOST_LINKS = 50_000;
const MOST_PATHS = 20;

export interface PathRow {
  readonly length: number;
  readonly hops: readonly Hop[];
  readonly shortestCount: number;
}

/** The records that are reached from one end, each with the steps by which it was first reached. */
interface Side {
  readonly reached: Map<number, readonly Hop[]>;
  frontier: readonly number[];
}

const sideFrom = (start: number): Side => ({ reached: new Map([[start, []]]), frontier: [start] });

export interface PathRequest {
  readonly from: string;
  readonly to: string;
  readonly maxHops: number;
}

/**
 * The shortest ways between two records, the first 20, in the order of the records' entry. Searches from both ends at once.
 * @throws WorkLimitError where that takes looking at too many links.
 */
export async function howConnected(context: Context, { from, to, maxHops }: PathRequest): Promise<PathRow[]> {
  if (maxHops < 1 || maxHops > MOST_HOPS)
    throw new InputError(`maxHops must be from 1 to ${MOST_HOPS}.`, { argument: 'maxHops' });
  const ends = allRight([requireOneOf(context, from, ENDS, 'from'), requireOneOf(context, to, ENDS, 'to')]);
  const [start, end] = await telling(context, ends);
  if (start.id === end.id) return [{ length: 0, hops: [], shortestCount: 1 }];
  const sides = [sideFrom(start.id), sideFrom(end.id)] as const;
  let looked = 0;
  for (let hops = 1; hops <= maxHops; hops++) {
    const [a, b] = sides;
    const side = a.frontier.length <= b.frontier.length ? a : b;
    const other = side === a ? b : a;
    const links = await linksOf(context, side.frontier, MOST_LINKS - looked);
    looked += links.length;
    const reachedNow = new Map<number, Hop[]>();
    for (const hop of stepsOf(links)) {
      if (side.reached.has(hop.toId)) continue;
      const before = reachedNow.get(hop.toId);
      if (before) before.push(hop);
      else reachedNow.set(hop.toId, [hop]);
    }
    for (const [id, hopsTo] of reachedNow) side.reached.set(id, hopsTo);
    side.frontier = [...reachedNow.keys()];
    const meets = side.frontier.filter((id) => other.reached.has(id));
    if (meets.length > 0) {
      const shortestCount = countWays(meets, a, b);
      return pathsThrough(meets, a, b).map((path) => ({ length: path.length, hops: path, shortestCount }));
    }
    if (side.frontier.length === 0) return [];
  }
  return [];
}

interface LinkRow extends Link {
  readonly fromId: number;
  readonly toId: number;
}

/** Links side by side between two records are one step. Links come in the order of what they lead from and to. */
function stepsOf(links: readonly LinkRow[]): Hop[] {
  const steps: (Hop & { readonly links: Link[] })[] = [];
  for (const { fromId, toId, ...link } of links) {
    const last = steps.at(-1);
    if (last?.fromId === fromId && last.toId === toId) last.links.push(link);
    else steps.push({ fromId, toId, links: [link] });
  }
  return steps;
}

async function linksOf(context: Context, ids: readonly number[], left: number): Promise<LinkRow[]> {
  const rows = await context.database.rows<LinkRow>(
    {
      fromId: 'e.from_id',
      toId: 'e.to_id',
      link: 'e.kind',
      linkId: 'e.link_id',
      ownerId: 'e.owner_id',
      property: 'e.property',
    },
    sql`FROM (${linksFrom(ids, left + 1)}) e ORDER BY e.from_id, e.to_id, e.kind, e.link_id`,
  );
  if (rows.length > left)
    throw new WorkLimitError(
      `These two are linked through so many records that the search was given up after ${MOST_LINKS} links: ask with a smaller maxHops, or for something in between.`,
    );
  return rows;
}

/** Every way from the start of `a` to the start of `b` through one of the records in the middle. */
function pathsThrough(meets: readonly number[], a: Side, b: Side): Hop[][] {
  const paths: Hop[][] = [];
  for (const id of [...meets].sort((x, y) => x - y))
    for (const head of waysBack(id, a))
      for (const tail of waysBack(id, b)) {
        if (paths.length === MOST_PATHS) return paths;
        paths.push([...head.toReversed(), ...tail.map(turned)]);
      }
  return paths;
}

/** What GraphQL calls an integer. */
const LARGEST_COUNT = 2 ** 31 - 1;

/** How many ways `pathsThrough` would give without its limit; the largest integer where there are more. */
function countWays(meets: readonly number[], a: Side, b: Side): number {
  const counter = (side: Side) => {
    const known = new Map<number, number>();
    const ways = (id: number): number => {
      const count = known.get(id) ?? (side.reached.get(id) ?? []).reduce((sum, { fromId }) => sum + ways(fromId), 0);
      known.set(id, Math.max(count, 1));
      return Math.max(count, 1);
    };
    return ways;
  };
  const [fromA, fromB] = [counter(a), counter(b)];
  return Math.min(
    LARGEST_COUNT,
    meets.reduce((sum, id) => sum + fromA(id) * fromB(id), 0),
  );
}

/** The ways from a record back to where its side started, nearest step first. */
function* waysBack(id: number, side: Side): Generator<Hop[]> {
  const hops = side.reached.get(id) ?? [];
  if (hops.length === 0) yield [];
  for (const hop of hops) for (const rest of waysBack(hop.fromId, side)) yield [hop, ...rest];
}

const turned = (hop: Hop): Hop => ({ ...hop, fromId: hop.toId, toId: hop.fromId });

/** The claims on a link; where it is a property, those on the record that has it. */
export const claimsOfLink = (
  context: Context,
  { linkId, ownerId, property }: Link,
  page: ForwardPageArgs,
): Connection<Claim> =>
  linkId === null
    ? claimsOf(context, 'record', ownerId, { ...page, property })
    : claimsOf(context, 'link', linkId, page);

import type { Pending } from '../../graphql/execution/pending.js';
import type { Context, Loader } from '../context.js';

/** One of many equal reads: all members of a group that are asked for at the same time are read by one call. */
export interface GroupedRead<Member, Result> {
  readonly member: Member;
  /** What the reads have in common, apart from their member. */
  readonly group: string;
  /** Tells the member's result from all others of the same state of the data; without it, it is not kept. */
  readonly key?: string;
  /** Reads for many members at once, one result a member, in their order. */
  readonly read: (members: readonly Member[], context: Context) => Promise<readonly Result[]>;
}

const grouped: Loader<GroupedRead<unknown, unknown>, unknown> = {
  cached: false,
  batch: (reads, context) => readGroups(reads, context),
};

const groupedAndKept: Loader<GroupedRead<unknown, unknown>, unknown> = {
  keyOf: ({ key = '' }) => key,
  kept: true,
  batch: (reads, context) => readGroups(reads, context),
};

async function readGroups(keys: readonly GroupedRead<unknown, unknown>[], context: Context): Promise<unknown[]> {
  const groups = new Map<string, GroupedRead<unknown, unknown>[]>();
  for (const key of keys) {
    const group = groups.get(key.group);
    if (group) group.push(key);
    else groups.set(key.group, [key]);
  }
  const answers = new Map<GroupedRead<unknown, unknown>, unknown>();
  const readGroup = async (group: readonly GroupedRead<unknown, unknown>[]) => {
    const results = await (group[0] as GroupedRead<unknown, unknown>).read(
      group.map(({ member }) => member),
      context,
    );
    group.forEach((key, index) => {
      answers.set(key, results[index]);
    });
  };
  await Promise.all([...groups.values()].map(readGroup));
  return keys.map((key) => answers.get(key));
}

export const loadGrouped = <Member, Result>(context: Context, read: GroupedRead<Member, Result>): Pending<Result> =>
  context.load(
    read.key === undefined ? grouped : groupedAndKept,
    read as GroupedRead<unknown, unknown>,
  ) as Pending<Result>;

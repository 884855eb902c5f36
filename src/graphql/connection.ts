import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Pending } from './execution/pending.js';
import { type CursorKey, encodeCursor } from './pagination.js';

@ObjectType({
  description: 'Where a page stands in its list, as in the Relay connection specification.',
  simpleResolvers: true,
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean | (() => PromiseLike<boolean>);

  @Field(() => Boolean, { description: 'Whether the list has something before this page.' })
  hasPreviousPage!: boolean | (() => PromiseLike<boolean>);

  @Field(() => String, { nullable: true, description: 'The cursor of the first entry of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last entry of this page.' })
  endCursor!: string | null;
}

/** One page as it was read; the fields of a connection are functions of it, so that what is not asked for is not computed. */
export interface Slice<Node> {
  readonly entries: readonly { readonly node: Node; readonly keys: readonly CursorKey[] }[];
  readonly hasNext: boolean | (() => PromiseLike<boolean>);
  readonly hasPrevious: boolean | (() => PromiseLike<boolean>);
}

export interface Connection<Node> {
  edges(): Pending<{ cursor: string; node: Node }[]>;
  nodes(): Pending<Node[]>;
  pageInfo(): Pending<PageInfo>;
  totalCount(): PromiseLike<number>;
}

/** `read` and `count` run only when a field that needs them was selected, `read` at most once. */
export function connection<Node>(
  tag: string,
  read: () => PromiseLike<Slice<Node>>,
  count: () => PromiseLike<number>,
): Connection<Node> {
  let slice: Pending<Slice<Node>> | undefined;
  const page = () => {
    slice ??= Pending.from(read());
    return slice;
  };
  const cursor = (keys: readonly CursorKey[]) => encodeCursor(tag, keys);
  return {
    edges: () => page().map(({ entries }) => entries.map(({ node, keys }) => ({ node, cursor: cursor(keys) }))),
    nodes: () => page().map(({ entries }) => entries.map(({ node }) => node)),
    pageInfo: () =>
      page().map(({ entries, hasNext, hasPrevious }) => {
        const first = entries[0];
        const last = entries.at(-1);
        return {
          hasNextPage: hasNext,
          hasPreviousPage: hasPrevious,
          startCursor: first ? cursor(first.keys) : null,
          endCursor: last ? cursor(last.keys) : null,
        };
      }),
    totalCount: count,
  };
}

/** The connection and edge types of one node type; `plural` completes the sentences of their descriptions. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node> | object,
  plural: string,
) {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural} of a page, with its cursor.`, simpleResolvers: true })
  class EdgeOf {
    @Field(() => String, { description: 'The cursor to continue from here.' })
    cursor!: string;

    @Field(() => node() as ClassType<Node>, { description: 'The entry itself.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.`, simpleResolvers: true })
  class ConnectionOf {
    @Field(() => [EdgeOf], { description: 'The entries of this page with their cursors.' })
    edges!: EdgeOf[];

    @Field(() => [node() as ClassType<Node>], { description: 'The entries of this page.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many entries the whole list has; counted only when asked for.' })
    totalCount!: number;
  }
  return ConnectionOf;
}

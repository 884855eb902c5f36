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
  readonly nodes: Node[];
  /** The sort keys of the node at a place of the page. */
  readonly keysOf: (place: number) => readonly CursorKey[];
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
  return new ReadConnection(tag, read, count);
}

/** A class, because an answer may hold thousands: functions of their own for each would be most of what they weigh. */
class ReadConnection<Node> implements Connection<Node> {
  readonly #tag: string;
  readonly #read: () => PromiseLike<Slice<Node>>;
  readonly #count: () => PromiseLike<number>;
  #slice: Pending<Slice<Node>> | undefined;

  constructor(tag: string, read: () => PromiseLike<Slice<Node>>, count: () => PromiseLike<number>) {
    this.#tag = tag;
    this.#read = read;
    this.#count = count;
  }

  edges(): Pending<{ cursor: string; node: Node }[]> {
    return this.#page().map(({ nodes, keysOf }) =>
      nodes.map((node, place) => ({ node, cursor: this.#cursor(keysOf(place)) })),
    );
  }

  nodes(): Pending<Node[]> {
    return this.#page().map(({ nodes }) => nodes);
  }

  pageInfo(): Pending<PageInfo> {
    return this.#page().map(({ nodes, keysOf, hasNext, hasPrevious }) => ({
      hasNextPage: hasNext,
      hasPreviousPage: hasPrevious,
      startCursor: nodes.length > 0 ? this.#cursor(keysOf(0)) : null,
      endCursor: nodes.length > 0 ? this.#cursor(keysOf(nodes.length - 1)) : null,
    }));
  }

  totalCount(): PromiseLike<number> {
    return this.#count();
  }

  #page(): Pending<Slice<Node>> {
    this.#slice ??= Pending.from(this.#read());
    return this.#slice;
  }

  #cursor(keys: readonly CursorKey[]): string {
    return encodeCursor(this.#tag, keys);
  }
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

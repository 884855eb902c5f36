import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { Within } from '../../graphql/execution/within.js';
import { LARGEST_PAGE } from '../../graphql/page-size.js';
import type { Context } from '../context.js';
import { viewOf } from '../proposal/view.js';
import { requireGlobalId } from '../reference/reference.service.js';
import { loadNode, nodeNow } from './any-node.loaders.js';
import { NODE_TYPES, Node, type NodeType } from './record.entity.js';

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: 'Ids that answers of this server had.' })
  @ArrayMaxSize(LARGEST_PAGE, { message: `must have at most ${LARGEST_PAGE} ids` })
  ids!: string[];
}

const TYPE_OF = new Map(Object.entries(NODE_TYPES).map(([type, name]) => [name as string, type as NodeType]));

async function nodeOf(context: Context, globalId: string, argument: string): Promise<Node | Within | null> {
  const { typeName, id } = requireGlobalId(globalId, argument);
  const type = TYPE_OF.get(typeName);
  if (!type) return null;
  const node = await nodeNow(context, type, id);
  if (node) return node;
  const view = await viewOf(context, id);
  const waiting = view && (await loadNode(view, type, id));
  return waiting && view && new Within(waiting, view);
}

@Resolver(() => Node)
export class NodeQueries {
  @Query(() => Node, { nullable: true, description: 'Whatever has this id; null where nothing has it any more.' })
  node(
    @Arg('id', () => ID, { description: 'An id that an answer of this server had.' }) id: string,
    @Ctx() context: Context,
  ) {
    return nodeOf(context, id, 'id');
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'What has these ids, in their order; null in place of what is gone, and an error beside it for what is not an id.',
  })
  nodes(@Args(() => NodesArgs) { ids }: NodesArgs, @Ctx() context: Context) {
    return ids.map((id, index) => nodeOf(context, id, `ids[${index}]`));
  }
}

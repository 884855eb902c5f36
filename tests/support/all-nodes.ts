import type { Database } from '../../src/database/database.js';
import { dataOf } from './ask.js';

/** The nodes of a whole list of Query, however long. */
export async function allNodes<Node>(database: Database, field: string, selection: string): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  do {
    const { list }: { list: { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await dataOf(
      database,
      `query ($after: String) { list: ${field}(first: 100, after: $after) {
        nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
      { variables: { after } },
    );
    nodes.push(...list.nodes);
    after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}

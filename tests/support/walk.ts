import { expect } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { dataOf } from './ask.js';

export interface PageAnswer {
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly nodes: readonly unknown[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Asks for one page; `paging` is first, after, last and before in GraphQL notation. */
export type AskPage = (paging: string) => Promise<PageAnswer>;

/** A connection at the end of a path such as `meeting(ref: "m").agreements`; `given` are its arguments beside the paging. */
export function pagesOf(database: Database, path: string, node: string, given = ''): AskPage {
  const fields = path.split(/\.(?![^(]*\))/);
  return async (paging) => {
    const page = `edges { cursor node { ${node} } } nodes { ${node} } totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
    const last = fields.length - 1;
    const source = fields.reduceRight((inner, field, at) => {
      const [, name, own = ''] = /^(\w+)(?:\((.*)\))?$/.exec(field) ?? [];
      const all = [own, ...(at === last ? [given, paging] : [])].filter(Boolean).join(', ');
      return `f${at}: ${name}${all && `(${all})`} { ${inner} }`;
    }, page);
    return fields.reduce((answer, _, at) => answer[`f${at}`], await dataOf(database, `{ ${source} }`));
  };
}

/** A page has to be one stretch of the whole list, told in every way alike. */
function requireStretch(page: PageAnswer, whole: readonly unknown[], from: number, to: number): void {
  expect(page.nodes).toEqual(whole.slice(from, to));
  expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
  const { startCursor, endCursor, hasNextPage, hasPreviousPage } = page.pageInfo;
  expect([startCursor, endCursor]).toEqual([page.edges[0]?.cursor ?? null, page.edges.at(-1)?.cursor ?? null]);
  expect({ hasPreviousPage, hasNextPage, from, to }).toEqual({
    hasPreviousPage: from > 0,
    hasNextPage: to < whole.length,
    from,
    to,
  });
  expect(page.totalCount).toBe(whole.length);
}

/** Walks a list from its start by pages of `size`, and requires every page of `whole` on the way. */
export async function walkForward(ask: AskPage, whole: readonly unknown[], size: number): Promise<void> {
  let cursor: string | null = null;
  for (let at = 0; at === 0 || at < whole.length; at += size) {
    const page: PageAnswer = await ask(`first: ${size}${cursor === null ? '' : `, after: "${cursor}"`}`);
    requireStretch(page, whole, at, Math.min(at + size, whole.length));
    cursor = page.pageInfo.endCursor;
  }
}

/** The same from its end. */
export async function walkBackward(ask: AskPage, whole: readonly unknown[], size: number): Promise<void> {
  let cursor: string | null = null;
  for (let at = whole.length; at === whole.length || at > 0; at -= size) {
    const page: PageAnswer = await ask(`last: ${size}${cursor === null ? '' : `, before: "${cursor}"`}`);
    requireStretch(page, whole, Math.max(at - size, 0), at);
    cursor = page.pageInfo.startCursor;
  }
}

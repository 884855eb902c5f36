import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { MappingPath } from '../values/evaluation.js';

/** The place of what a path leads to, as `line 3, column 5`; of the nearest thing around it that is there. */
export function positionOf(document: Document, lines: LineCounter, path: MappingPath): string {
  let node = document.contents as Node | null;
  let start = node?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      // Where a list may stand, one item may stand without it.
      if (!pair && step === 0) continue;
      if (!pair) break;
      start = (pair.key as Node).range?.[0] ?? start;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      start = node?.range?.[0] ?? start;
    } else break;
  }
  const { line, col } = lines.linePos(start);
  return `line ${line}, column ${col}`;
}

import { clean } from './clean.js';
import { columnTexts } from './conditions.js';
import type { Surroundings, Texts } from './evaluation.js';
import type { Scope } from './path.js';

const IN_BRACES = /\{\{\s*([^{}]+?)\s*\}\}|\{([^{}]+)\}/g;
/** `[ of {place}]`: only where the columns in it have values. Brackets inside braces belong to a path. */
const IN_BRACKETS = /\[((?:[^[\]{}]|\{[^{}]*\}|\{\{[^{}]*\}\})*)\]/g;

interface Filled {
  readonly text: string;
  /** How many of its columns have a value, and how many it has. */
  readonly given: number;
  readonly columns: number;
}

function segment(template: string, around: Surroundings): (scope: Scope) => Filled {
  const reads: ReturnType<typeof columnTexts>[] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const match of template.matchAll(IN_BRACES)) {
    pieces.push(template.slice(end, match.index));
    reads.push(columnTexts((match[1] ?? match[2] ?? '').trim(), around));
    end = match.index + match[0].length;
  }
  const last = template.slice(end);
  return (scope) => {
    // Every combination of several values would be a surprise, so each column gives its first.
    const values = reads.map((read) => read(scope)[0]);
    const text = pieces.map((piece, index) => piece + (values[index] ?? '')).join('') + last;
    return { text, given: values.filter((value) => value !== undefined).length, columns: reads.length };
  };
}

/** A text with columns in braces, and parts in brackets that go where their columns are empty. Nothing where all are. */
export function compileTemplate(template: string, around: Surroundings): Texts {
  const segments: { readonly fill: (scope: Scope) => Filled; readonly isOptional: boolean }[] = [];
  let end = 0;
  for (const match of template.matchAll(IN_BRACKETS)) {
    // A bracket inside braces is a condition of a path.
    const isInBraces = template.lastIndexOf('{', match.index) > template.lastIndexOf('}', match.index);
    if (isInBraces) continue;
    segments.push({ fill: segment(template.slice(end, match.index), around), isOptional: false });
    segments.push({ fill: segment(match[1] ?? '', around), isOptional: true });
    end = match.index + match[0].length;
  }
  segments.push({ fill: segment(template.slice(end), around), isOptional: false });
  return (scope) => {
    const filled = segments.map(({ fill, isOptional }) => ({ ...fill(scope), isOptional }));
    const columns = filled.reduce((sum, each) => sum + each.columns, 0);
    if (columns > 0 && filled.every(({ given }) => given === 0)) return [];
    const kept = filled.filter(({ isOptional, given, columns: all }) => !isOptional || given === all);
    return [clean(kept.map(({ text }) => text).join(''))];
  };
}

import type { Condition } from '../mapping/value.schema.js';
import { clean } from './clean.js';
import type { MappingPath, Surroundings } from './evaluation.js';
import { compilePath, FILE, type Scope, textOf } from './path.js';

export type Holds = (scope: Scope) => boolean;
type Conditions = Readonly<Record<string, Condition>> | undefined;

interface Filtered {
  readonly filters?: Conditions;
  readonly filters_not?: Conditions;
}

/** Numbers by size, other texts by their letters. */
function order(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A regular expression of a mapping; a problem of the mapping where it is none. */
export function expression(pattern: string, flags: string, path: MappingPath, { report }: Surroundings): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    report(path, `is not a regular expression: ${(error as Error).message}`);
    return /(?!)/;
  }
}

function compileCondition(column: string, condition: Condition, path: MappingPath, around: Surroundings): Holds {
  const read = columnTexts(column, around);
  if (condition.in !== undefined) {
    const wanted = new Set(condition.in);
    return (scope) => read(scope).some((text) => wanted.has(text)) || (wanted.has('') && read(scope).length === 0);
  }
  const { empty, contains, pattern, from, to } = condition;
  const found = pattern === undefined ? undefined : expression(pattern, 'u', [...path, 'pattern'], around);
  const part = contains?.toLowerCase();
  const isWanted = (text: string) =>
    (part === undefined || text.toLowerCase().includes(part)) &&
    (found === undefined || found.test(text)) &&
    (from === undefined || order(text, from) >= 0) &&
    (to === undefined || order(text, to) <= 0);
  return (scope) => {
    const texts = read(scope);
    if (empty !== undefined && (texts.length === 0) !== empty) return false;
    return empty === true || (part ?? found ?? from ?? to) === undefined || texts.some(isWanted);
  };
}

/** The texts of a column without what means nothing in it. */
export function columnTexts(column: string, { columns, nullsOf }: Surroundings): (scope: Scope) => string[] {
  if (!column.startsWith('^') && column !== '.' && column !== FILE) columns?.add(column);
  const path = compilePath(column);
  const nulls = nullsOf(column);
  return (scope) => {
    const texts: string[] = [];
    for (const value of path(scope)) {
      const text = textOf(value);
      const cleaned = text === undefined ? '' : clean(text);
      if (cleaned !== '' && !nulls.has(cleaned)) texts.push(cleaned);
    }
    return texts;
  };
}

/** Whether a row is to be taken: all of `filters` hold and none of `filters_not`. */
export function compileFilters(
  { filters, filters_not: not }: Filtered,
  path: MappingPath,
  around: Surroundings,
): Holds | null {
  const compile = (conditions: Conditions, key: string) =>
    Object.entries(conditions ?? {}).map(([column, condition]) =>
      compileCondition(column, condition, [...path, key, column], around),
    );
  const all = compile(filters, 'filters');
  const none = compile(not, 'filters_not');
  if (all.length + none.length === 0) return null;
  return (scope) => all.every((holds) => holds(scope)) && !none.some((holds) => holds(scope));
}

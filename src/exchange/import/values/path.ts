/**
 * A row as a mapping sees it: its value, and the rows around it where it is an element of a list. `.` is the value
 * itself, `^` the row around it.
 */
export interface Scope {
  readonly value: unknown;
  readonly around: Scope | null;
  /** The name of the file without its ending, where nothing is around. */
  readonly file?: string;
}

/** The column that every row has besides its own: the name of its file, without its ending. */
export const FILE = '$file';

const fileOf = (scope: Scope): unknown[] => {
  let at = scope;
  while (at.around) at = at.around;
  return at.file === undefined ? [] : [at.file];
};

type Step = (value: unknown) => unknown[];
export type Path = (scope: Scope) => unknown[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a reader calls the text of an element that has attributes or children as well. */
export const TEXT = '#text';

const spread = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

function step(text: string): Step {
  const [, name = '', inside] = /^(.*)\[([^\]]*)\]$/.exec(text) ?? [];
  const [, key, wanted] = /^([^=]+)=(.*)$/.exec(inside ?? '') ?? [];
  if (inside !== undefined && /^\d+$/.test(inside)) {
    const list = step(name);
    return (value) => spread(list(value)[Number(inside)]);
  }
  if (key !== undefined) {
    const list = step(name);
    const matches = (value: unknown) =>
      isObject(value) && [key, `@${key}`].some((each) => spread(value[each]).some((own) => textOf(own) === wanted));
    return (value) => list(value).filter(matches);
  }
  return (value) => {
    if (text === '*') return isObject(value) ? Object.values(value).flatMap(spread) : [];
    return isObject(value) && Object.hasOwn(value, text) ? spread(value[text]) : [];
  };
}

/** The text of a value as a reader gives it; undefined for what has none, such as an object. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return isObject(value) && typeof value[TEXT] === 'string' ? value[TEXT] : undefined;
}

/** A column, or a path into nested data: `name`, `from/@id`, `other_names.name`, `ids[scheme=wikidata].id`, `point[0]`, `^.name`, `.`. */
export function compilePath(text: string): Path {
  if (text === FILE) return fileOf;
  let rest = text;
  let up = 0;
  while (/^\^([./]|$)/.test(rest)) {
    rest = rest.slice(2);
    up += 1;
  }
  const steps = rest === '' || rest === '.' ? [] : (rest.match(/(?:\[[^\]]*\]|[^./[])+/g) ?? []).map(step);
  const isNested = steps.length > 1;
  return (scope) => {
    let at: Scope | null = scope;
    for (let level = 0; level < up; level += 1) at = at?.around ?? null;
    if (at === null) return [];
    // The header of a table may hold a point or a slash itself.
    if (isObject(at.value) && Object.hasOwn(at.value, rest)) return spread(at.value[rest]);
    if (!isNested && steps.length === 1) return (steps[0] as Step)(at.value);
    return steps.reduce<unknown[]>((values, next) => values.flatMap(next), spread(at.value));
  };
}

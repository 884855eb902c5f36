import type { Problem } from '../../graphql/input.js';
import type { RecordType } from '../record/record.enums.js';
import { draftFields } from './draft.js';

const inside = (path: string, key: string | number) =>
  typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${key}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Plain data as an instance of a draft class. What does not fit its shape is added to `problems` and left out. */
export function hydrate<Draft extends object>(
  Class: new () => Draft,
  plain: unknown,
  problems: Problem[],
  path = '',
): Draft {
  const draft = new Class();
  if (!isObject(plain)) {
    problems.push({ path, message: 'must be an object' });
    return draft;
  }
  const fields = draftFields(Class.prototype as object);
  for (const [key, value] of Object.entries(plain)) {
    const field = fields.get(key);
    const at = inside(path, key);
    if (!field) problems.push({ path: at, message: `is not known here; known are ${[...fields.keys()].join(', ')}` });
    else if (value == null) continue;
    else if (field.list && !Array.isArray(value)) problems.push({ path: at, message: 'must be a list' });
    else Object.assign(draft, { [key]: readValue(field.part, value, problems, at) });
  }
  return draft;
}

function readValue(
  part: (() => new () => object) | undefined,
  value: unknown,
  problems: Problem[],
  path: string,
): unknown {
  if (!part) return value;
  if (!Array.isArray(value)) return hydrate(part(), value, problems, path);
  return value.map((item, index) => hydrate(part(), item, problems, inside(path, index)));
}

/** A Ref inside a draft, with what it may mean and where it stands. */
export interface DraftRef {
  readonly ref: string;
  readonly types: readonly RecordType[];
  readonly path: string;
}

/** Every Ref of a draft and of its parts. */
export function refsOf(draft: object, path = ''): DraftRef[] {
  const found: DraftRef[] = [];
  for (const [key, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const value = (draft as Readonly<Record<string, unknown>>)[key];
    const at = inside(path, key);
    if (value == null) continue;
    if (field.refers) found.push({ ref: String(value), types: field.refers, path: at });
    if (!field.part) continue;
    const parts = Array.isArray(value)
      ? value.map((item: object, index) => refsOf(item, inside(at, index)))
      : [refsOf(value as object, at)];
    found.push(...parts.flat());
  }
  return found;
}

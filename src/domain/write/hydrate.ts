import type { Problem } from '../../graphql/input.js';
import { draftFields } from './draft.js';
import { inside } from './parts.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Plain data as an instance of a draft class; what is one already stays as it is. What does not fit its shape is added to `problems` and left out. */
export function hydrate<Draft extends object>(
  Class: new () => Draft,
  plain: unknown,
  problems: Problem[],
  path = '',
): Draft {
  if (plain instanceof Class) return plain;
  const draft = new Class();
  if (!isObject(plain)) {
    problems.push({ path, message: 'must be an object' });
    return draft;
  }
  const fields = draftFields(Class.prototype as object);
  for (const key of Object.keys(plain))
    if (!fields.has(key))
      problems.push({
        path: inside(path, key),
        message: `is not known here; known are ${[...fields.keys()].join(', ')}`,
      });
  // In the order of the class: the same content is then the same draft, in whatever order it was written.
  for (const [key, field] of fields) {
    const value = plain[key];
    if (value == null) continue;
    const { part, list } = field;
    if (list && !Array.isArray(value)) problems.push({ path: inside(path, key), message: 'must be a list' });
    else
      (draft as Record<string, unknown>)[key] = part
        ? readPart(part(), { list, value }, problems, inside(path, key))
        : value;
  }
  return draft;
}

function readPart(
  Part: new () => object,
  { list, value }: { readonly list: boolean | undefined; readonly value: unknown },
  problems: Problem[],
  path: string,
): unknown {
  if (!list) return hydrate(Part, value, problems, path);
  return (value as readonly unknown[]).map((item, index) => hydrate(Part, item, problems, inside(path, index)));
}

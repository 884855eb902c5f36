import type { RecordType } from '../../../domain/record/record.enums.js';
import { type DraftField, draftFields } from '../../../domain/write/draft.js';
import { inside } from '../../../domain/write/parts.js';
import type { Mention } from '../fragment.js';
import { claimsOf, type Plain, putClaims } from './receipts.js';

type Class = new () => object;

export interface Mentioned {
  readonly types: readonly RecordType[];
  readonly mention: Mention;
}

export const asMention = (value: unknown): Mention =>
  typeof value === 'object' && value !== null ? (value as Mention) : { ref: String(value), onMissing: 'LEAVE_OUT' };

const mentioning = new WeakMap<Class, readonly (readonly [string, DraftField & { readonly required: boolean }])[]>();

/** The fields of a draft class that can mention something, or whose parts can. */
function mentioningFields(draft: Class) {
  const known =
    mentioning.get(draft) ?? [...draftFields(draft.prototype as object)].filter(([, f]) => f.refers || f.part);
  mentioning.set(draft, known);
  return known;
}

/** Everything that a draft mentions. */
export function mentionsIn(draft: Class, plain: Plain, found: Mentioned[] = []): Mentioned[] {
  for (const [key, { refers, part, list }] of mentioningFields(draft)) {
    const value = ownValue(plain, key);
    if (value == null) continue;
    if (refers) found.push({ types: refers, mention: asMention(value) });
    else if (part) for (const each of partsIn(value, list)) mentionsIn(part(), each, found);
  }
  return found;
}

/** Receipts are no own values of it, and mention nothing that is not known. */
const ownValue = (plain: Plain, key: string) =>
  Object.prototype.propertyIsEnumerable.call(plain, key) ? plain[key] : undefined;

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

const partsIn = (value: unknown, list: boolean | undefined): Plain[] =>
  (list ? (Array.isArray(value) ? value : []) : [value]).filter(isPlain);

/** A property, or a link, that could not be taken because what it mentions is not known. */
export interface Lost extends Mentioned {
  readonly path: string;
}

/**
 * Puts Refs in the place of mentions. Where one means nothing the property is left out; where a link cannot be without it, the
 * link. Gives what was left out, and whether the part itself can be.
 */
export function placeRefs(
  draft: Class,
  plain: Plain,
  refOf: (mentioned: Mentioned) => string | null,
  lost: Lost[],
  path = '',
): boolean {
  let isWhole = true;
  for (const [key, { refers, part, list, required }] of mentioningFields(draft)) {
    const value = ownValue(plain, key);
    if (value == null) continue;
    const at = inside(path, key);
    if (refers) {
      const mentioned = { types: refers, mention: asMention(value) };
      const ref = refOf(mentioned);
      if (ref !== null) plain[key] = ref;
      else {
        lost.push({ ...mentioned, path: at });
        leaveOut(plain, key);
        isWhole &&= !required;
      }
    } else if (part && list && Array.isArray(value))
      plain[key] = value.filter(
        (each, index) => !isPlain(each) || placeRefs(part(), each, refOf, lost, inside(at, index)),
      );
    else if (part && isPlain(value) && !placeRefs(part(), value, refOf, lost, at)) leaveOut(plain, key);
  }
  return isWhole;
}

/** Takes out a property with what was said about where it stands. */
function leaveOut(plain: Plain, key: string): void {
  delete plain[key];
  const claims = claimsOf(plain);
  if (claims.length > 0)
    putClaims(
      plain,
      claims.filter(({ property }) => property !== key),
    );
}

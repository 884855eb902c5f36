import type { RecordType } from '../record/record.enums.js';
import { draftFields } from './draft.js';

/** The path of a property, or of an item of a list, below another path. */
export const inside = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${key}`;

export interface DraftPart {
  readonly part: object;
  readonly path: string;
}

/** A draft and every draft inside it. */
export function partsOf(draft: object, path = ''): DraftPart[] {
  const parts: DraftPart[] = [{ part: draft, path }];
  for (const [key, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const value = (draft as Readonly<Record<string, unknown>>)[key];
    if (!field.part || value == null) continue;
    const at = inside(path, key);
    if (!field.list) parts.push(...partsOf(value, at));
    else
      (value as readonly object[]).forEach((item, index) => {
        parts.push(...partsOf(item, inside(at, index)));
      });
  }
  return parts;
}

/** A Ref inside a draft, with what it may mean and where it stands. */
export interface DraftRef {
  readonly ref: string;
  readonly types: readonly RecordType[];
  readonly path: string;
}

/** Every Ref of a draft and of its parts. */
export const refsOf = (draft: object): DraftRef[] =>
  partsOf(draft).flatMap(({ part, path }) =>
    [...draftFields(Object.getPrototypeOf(part) as object)].flatMap(([key, { refers }]) => {
      const value = (part as Readonly<Record<string, unknown>>)[key];
      return refers && value != null ? [{ ref: String(value), types: refers, path: inside(path, key) }] : [];
    }),
  );

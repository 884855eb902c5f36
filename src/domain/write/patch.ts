import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { type DeclaredField, declareField, draftFields } from './draft.js';
import { ReceiptsDraft } from './receipts.draft.js';

type Class<Draft extends object = object> = new () => Draft;

/** Some of what a draft says. Null is the same as nothing: a value goes away with its claims. */
export type Patch<Draft> = { -readonly [Key in keyof Draft]?: Draft[Key] | null };

const patches = new Map<Class, Class>();

const isLink = (part: Class | undefined): part is Class<ReceiptsDraft> =>
  part !== undefined && part.prototype instanceof ReceiptsDraft;

const describedPatch = (name: string) =>
  `What a source adds to or says otherwise about ${name}: what is not mentioned stays as it is.`;

/** Copies the fields of a draft class to an input class; `change` makes each another one, or leaves it out. */
export function copyFields(
  target: Class,
  source: Class,
  change: (field: DeclaredField, key: string) => DeclaredField | null,
): void {
  for (const [key, field] of draftFields(source.prototype as object)) {
    const changed = change(field, key);
    if (changed) declareField(changed)(target.prototype as object, key);
  }
}

/** The input class for what is new about something that is there: every field may be left out. */
export function patchOf<Draft extends object>(source: Class<Draft>): Class<Patch<Draft>> {
  const known = patches.get(source);
  if (known) return known as Class<Patch<Draft>>;
  const name = source.name.replace(/Draft$/, '');
  const isDelegation = name === 'Delegation';

  @InputType(`${name}Patch`, {
    description: describedPatch(`${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name.toLowerCase()}`),
  })
  class PatchOf {}
  patches.set(source, PatchOf);
  fillPatch(PatchOf, source, { keepsSlug: isDelegation });
  return PatchOf as Class<Patch<Draft>>;
}

/** Gives an input class the fields of a patch. */
export function fillPatch(target: Class, source: Class, { keepsSlug = false } = {}): void {
  copyFields(target, source, (field, key) => {
    if (key === 'slug') return keepsSlug ? field : null;
    const part = field.part?.();
    if (!isLink(part)) return { ...field, required: false };
    const patch = patchOf(part);
    return { ...field, required: false, part: () => patch, type: () => patch };
  });
  if (!isLink(source) || draftFields(source.prototype as object).has('slug')) return;
  Field(() => ID, {
    nullable: true,
    description: 'The id of the link that is meant, where what it says of itself does not tell it from others.',
  })(target.prototype as object, 'id');
  IsOptional()(target.prototype as object, 'id');
}

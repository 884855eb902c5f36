import { ArrayMaxSize, IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { RefScalar } from '../../graphql/scalars.js';
import { Parts } from '../write/draft.js';
import { copyFields, fillPatch } from '../write/patch.js';
import { EvidenceDraft, type RecordDraft } from '../write/receipts.draft.js';

export const LONGEST_REASON = 2000;
const LONGEST_KEY = 200;
const MOST_REMOVED = 1000;

/** What every mutation can be told. */
@InputType({ description: 'Base of inputs.' })
export abstract class MutationInput {
  /** Mistakes are looked for where the whole input is read, so that all of them are told at once. */
  static readonly isCheckedLater = true;

  @Field(() => String, { nullable: true, description: 'Why, for the history.' })
  @IsOptional()
  @MaxLength(LONGEST_REASON, { message: `must have at most ${LONGEST_REASON} characters` })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Any text that names this request: when it is repeated with the same text within 30 days, it is answered as before and nothing is written twice.',
  })
  @IsOptional()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(LONGEST_KEY, { message: `must have at most ${LONGEST_KEY} characters` })
  clientMutationId?: string | null;
}

/** A mutation of something that is there. */
@InputType({ description: 'Base of inputs.' })
export abstract class ChangeInput extends MutationInput {
  @Field(() => RefScalar, { description: 'Its id, slug or name.' })
  ref!: string;

  @Field(() => Int, { description: 'The version that you saw: where it has changed since, nothing is written.' })
  version!: number;
}

@InputType({ description: 'What to take out, and why: by a reason, by evidence, or by both.' })
export class DeleteInput extends ChangeInput {
  @Parts(() => EvidenceDraft, 'The passages that show that it should not be there, where there are any.')
  evidence?: EvidenceDraft[];
}

type Class<T extends object = object> = new () => T;

/** Messages go by the name of the class. */
const named = (target: Class, name: string): void => void Object.defineProperty(target, 'name', { value: name });

const nameOf = (draft: Class) => draft.name.replace(/Draft$/, '');

/** A type's name with its article, for descriptions. */
export const oneOf = (name: string): string => `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name.toLowerCase()}`;

export type CreateInput = MutationInput & RecordDraft;
export type UpdateInput = ChangeInput & { readonly remove?: string[] | null; readonly removeNames?: string[] | null };

/** The input that enters a record: its draft. */
export function createInputOf(draft: Class<RecordDraft>): Class<CreateInput> {
  const name = nameOf(draft);

  @InputType(`Create${name}Input`, { description: `A new ${name.toLowerCase()}, with the evidence for it.` })
  class CreateInputOf extends MutationInput {}
  named(CreateInputOf, `Create${name}Input`);
  copyFields(CreateInputOf, draft, (field, key) =>
    key === 'slug'
      ? {
          ...field,
          required: false,
          description: 'Its readable, stable name, made of its first name where none is given.',
        }
      : field,
  );
  return CreateInputOf as unknown as Class<CreateInput>;
}

/** The input that adds to a record, or says otherwise of it. */
export function updateInputOf(draft: Class<RecordDraft>): Class<UpdateInput> {
  const name = nameOf(draft);

  @InputType(`Update${name}Input`, {
    description: `What a source adds to ${oneOf(name)} or says otherwise of it, with the evidence: what is not mentioned stays as it is.`,
  })
  class UpdateInputOf extends ChangeInput {
    @Field(() => [ID], {
      nullable: true,
      description: 'The ids of links, and of delegations, that are to go; the claims on them are taken back.',
    })
    @IsOptional()
    @ArrayMaxSize(MOST_REMOVED, { message: `must have at most ${MOST_REMOVED} ids` })
    remove?: string[] | null;

    @Field(() => [String], { nullable: true, description: 'Names that are to go, as they are written.' })
    @IsOptional()
    @ArrayMaxSize(MOST_REMOVED, { message: `must have at most ${MOST_REMOVED} names` })
    removeNames?: string[] | null;
  }
  named(UpdateInputOf, `Update${name}Input`);
  fillPatch(UpdateInputOf, draft);
  return UpdateInputOf as unknown as Class<UpdateInput>;
}

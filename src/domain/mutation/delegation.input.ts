import { Field } from 'type-graphql';
import { RefScalar } from '../../graphql/scalars.js';
import { DelegationDraft } from '../meeting/meeting.draft.js';
import { type CreateInput, createInputOf, updateInputOf } from './mutation.input.js';

export const CreateDelegationInput = createInputOf(DelegationDraft);
export type CreateDelegationInput = CreateInput & { readonly meeting: string };
Field(() => RefScalar, { description: 'The meeting to which it came.' })(
  CreateDelegationInput.prototype as object,
  'meeting',
);

export const UpdateDelegationInput = updateInputOf(DelegationDraft);

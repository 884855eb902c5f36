import { InputType } from 'type-graphql';
import { Choice, Refers } from '../write/draft.js';
import { RecordDraft } from '../write/receipts.draft.js';
import { OrganizationKind } from './organization.enums.js';

@InputType({ description: 'An organization as it is written.' })
export class OrganizationDraft extends RecordDraft {
  @Choice(OrganizationKind, 'What sort of organization it is.', { required: true })
  kind!: OrganizationKind;

  @Refers(['COUNTRY'], 'The country that it belongs to.')
  country?: string;

  @Refers(['ORGANIZATION'], 'The organization that it is part of.')
  parent?: string;
}

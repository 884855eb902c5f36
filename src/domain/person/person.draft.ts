import { InputType } from 'type-graphql';
import { Day, Edtf, Parts, Refers } from '../write/draft.js';
import { LocalText, ReceiptsDraft, RecordDraft } from '../write/receipts.draft.js';

@InputType({ description: 'An office as it is written.' })
export class TenureDraft extends ReceiptsDraft {
  @Refers(['ORGANIZATION'], 'The organization in which the office is.')
  organization?: string;

  @Parts(() => LocalText, 'The title of the office.', { required: true })
  title!: LocalText[];

  @Edtf('Since when, as EDTF.')
  since?: string;

  @Edtf('Until when, as EDTF.')
  until?: string;

  @Day('The first day on which a source gives the title.')
  firstCited?: string;

  @Day('The last day on which a source gives the title.')
  lastCited?: string;
}

@InputType({ description: 'A person as it is written.' })
export class PersonDraft extends RecordDraft {
  @Parts(() => TenureDraft, 'The offices that this person holds or held.')
  tenures?: TenureDraft[];
}

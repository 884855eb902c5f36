import { InputType } from 'type-graphql';
import { Shaped } from '../write/draft.js';
import { RecordDraft } from '../write/receipts.draft.js';

@InputType({ description: 'A country as it is written.' })
export class CountryDraft extends RecordDraft {
  @Shaped(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code such as ML', 'Its ISO 3166-1 alpha-2 code.', { required: true })
  code!: string;

  @Shaped(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code such as MLI', 'Its ISO 3166-1 alpha-3 code.', { required: true })
  alpha3!: string;
}

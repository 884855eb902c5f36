import { InputType } from 'type-graphql';
import { Choice, Edtf, Refers, Shaped, Url } from '../write/draft.js';
import { RecordDraft } from '../write/receipts.draft.js';
import { SourceKind } from './source.enums.js';

@InputType({ description: 'A source as it is written.' })
export class SourceDraft extends RecordDraft {
  @Choice(SourceKind, 'What sort of source it is.', { required: true })
  kind!: SourceKind;

  @Url('Where it can be read.')
  url?: string;

  @Refers(['ORGANIZATION'], 'Who published it.')
  publisher?: string;

  @Shaped(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag (BCP 47) such as fr', 'Its language as a BCP 47 tag.')
  lang?: string;

  @Edtf('When it was published, as EDTF.')
  publishedOn?: string;

  @Shaped(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal', 'SHA-256 of its bytes in hexadecimal.')
  contentHash?: string;
}

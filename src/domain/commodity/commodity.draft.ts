import { InputType } from 'type-graphql';
import { Choice, Parts, Refers, Shaped } from '../write/draft.js';
import { RecordDraft } from '../write/receipts.draft.js';
import { CodeScheme, MatchKind } from './commodity.enums.js';

@InputType({ description: 'The code of a commodity as it is written.' })
export class CommodityCodeDraft {
  @Choice(CodeScheme, 'The classification.', { required: true })
  scheme!: CodeScheme;

  @Shaped(/^[0-9A-Z]{2,12}$/, 'a code of 2 to 12 digits or capitals, without points', 'The code, without points.', {
    required: true,
  })
  code!: string;

  @Choice(MatchKind, 'How the commodity relates to the code.', { required: true })
  match!: MatchKind;
}

@InputType({ description: 'A commodity as it is written.' })
export class CommodityDraft extends RecordDraft {
  @Refers(['COMMODITY'], 'The next broader commodity.')
  parent?: string;

  @Parts(() => CommodityCodeDraft, 'Its codes in classifications of goods.')
  codes?: CommodityCodeDraft[];
}

import { InputType } from 'type-graphql';
import { requireCurrency } from '../money/currency.js';
import { splitDecimal } from '../money/decimal.js';
import { Bound } from '../quantity/quantity.enums.js';
import { requireUnit, TimeUnit } from '../quantity/units.js';
import { ACTORS } from '../reference/reference.service.js';
import { Amount, Checked, Choice, Decimal, Edtf, Part, Parts, Refers, Text, Texts, Whole } from '../write/draft.js';
import { LocalText, ReceiptsDraft, RecordDraft } from '../write/receipts.draft.js';
import { AgreementStatus, Instrument, PartyRole, TermKind } from './agreement.enums.js';

@InputType({ description: 'A party of an agreement as it is written.' })
export class AgreementPartyDraft extends ReceiptsDraft {
  @Refers(ACTORS, 'Who the party is.', { required: true })
  actor!: string;

  @Choice(PartyRole, 'What it does in the agreement.', { required: true })
  role!: PartyRole;
}

@InputType({ description: 'A quantity as it is written.' })
export class QuantityDraft {
  @Amount('The lower end.')
  min?: number;

  @Amount('The upper end.')
  max?: number;

  @Choice(Bound, 'How the two ends are meant.', { required: true })
  bound!: Bound;

  @Checked(requireUnit, 'The unit as a UCUM code or a common name.', { required: true })
  unit!: string;

  @Choice(TimeUnit, 'The period of a rate; none for a total.')
  per?: TimeUnit;

  @Text('The quantity as the source writes it.')
  raw?: string;
}

@InputType({ description: 'What an agreement says about one commodity, as it is written.' })
export class CommodityTermDraft extends ReceiptsDraft {
  @Refers(['COMMODITY'], 'What is delivered, sold, stored or otherwise dealt in.', { required: true })
  commodity!: string;

  @Choice(TermKind, 'At what stage the quantity stands.', { required: true })
  kind!: TermKind;

  @Refers(ACTORS, 'Who gives it.')
  from?: string;

  @Refers(ACTORS, 'Who gets it.')
  to?: string;

  @Part(() => QuantityDraft, 'How much; none where the sources do not say.')
  quantity?: QuantityDraft;

  @Edtf('The time for which the quantity is meant, as EDTF.')
  period?: string;
}

@InputType({ description: 'An amount of money as it is written.' })
export class MoneyAmountDraft extends ReceiptsDraft {
  @Decimal('The exact amount.', splitDecimal)
  value!: string;

  @Checked(requireCurrency, 'ISO 4217 code of the currency.', { required: true })
  currency!: string;

  @Text('How the amount is counted.')
  basis?: string;

  @Whole('The year that the amount belongs to.')
  year?: number;
}

@InputType({ description: 'An agreement as it is written.' })
export class AgreementDraft extends RecordDraft {
  @Choice(Instrument, 'What form it takes.', { required: true })
  instrument!: Instrument;

  @Choice(AgreementStatus, 'How far it has come.', { required: true })
  status!: AgreementStatus;

  @Edtf('When it was announced, as EDTF.')
  announcedOn?: string;

  @Edtf('When it was signed, as EDTF.')
  signedOn?: string;

  @Edtf('When it came into force, as EDTF.')
  inForceFrom?: string;

  @Edtf('When it ended, as EDTF.')
  endedOn?: string;

  @Refers(['PLACE'], 'Where it was made.')
  place?: string;

  @Parts(() => LocalText, 'What it is about, in our own words.')
  summary?: LocalText[];

  @Refers(['AGREEMENT'], 'The agreement of which it is part.')
  parent?: string;

  @Texts('What it is about, in key words.')
  topics?: string[];

  @Parts(() => AgreementPartyDraft, 'Who makes it, and in which role.')
  parties?: AgreementPartyDraft[];

  @Parts(() => CommodityTermDraft, 'What it says about commodities.')
  terms?: CommodityTermDraft[];

  @Parts(() => MoneyAmountDraft, 'The amounts of money in it.')
  amounts?: MoneyAmountDraft[];
}

import { describeEnum } from '../../graphql/enum.js';

export const AgreementStatus = {
  PROPOSED: 'PROPOSED',
  NEGOTIATING: 'NEGOTIATING',
  AGREED_IN_PRINCIPLE: 'AGREED_IN_PRINCIPLE',
  SIGNED: 'SIGNED',
  RATIFIED: 'RATIFIED',
  IN_FORCE: 'IN_FORCE',
  IMPLEMENTING: 'IMPLEMENTING',
  COMPLETED: 'COMPLETED',
  SUSPENDED: 'SUSPENDED',
  TERMINATED: 'TERMINATED',
  CANCELLED: 'CANCELLED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type AgreementStatus = (typeof AgreementStatus)[keyof typeof AgreementStatus];
describeEnum(AgreementStatus, 'AgreementStatus', 'How far an agreement has come.', {
  PROPOSED: 'One side has put it forward.',
  NEGOTIATING: 'The sides are talking about it.',
  AGREED_IN_PRINCIPLE: 'The sides agree but have signed nothing.',
  SIGNED: 'The sides have signed it.',
  RATIFIED: 'Those who must confirm it have done so.',
  IN_FORCE: 'It binds the parties now.',
  IMPLEMENTING: 'It is being carried out.',
  COMPLETED: 'What was agreed has been done.',
  SUSPENDED: 'It is on hold.',
  TERMINATED: 'It was ended before its time.',
  CANCELLED: 'It was called off before it began.',
  UNKNOWN: 'The sources do not say.',
});

export const Instrument = {
  TREATY: 'TREATY',
  MEMORANDUM: 'MEMORANDUM',
  CONTRACT: 'CONTRACT',
  PROTOCOL: 'PROTOCOL',
  DECLARATION: 'DECLARATION',
  LOAN: 'LOAN',
  GRANT: 'GRANT',
  PROJECT: 'PROJECT',
  SUPPLY_ARRANGEMENT: 'SUPPLY_ARRANGEMENT',
  ORAL_COMMITMENT: 'ORAL_COMMITMENT',
  OTHER: 'OTHER',
} as const;
export type Instrument = (typeof Instrument)[keyof typeof Instrument];
describeEnum(Instrument, 'Instrument', 'What form an agreement takes.', {
  TREATY: 'A treaty or convention between states.',
  MEMORANDUM: 'A memorandum of understanding.',
  CONTRACT: 'A contract under private or public law.',
  PROTOCOL: 'A protocol, often to another agreement.',
  DECLARATION: 'A joint declaration or communiqué.',
  LOAN: 'Money lent.',
  GRANT: 'Money or goods given.',
  PROJECT: 'A joint project.',
  SUPPLY_ARRANGEMENT: 'An arrangement to supply goods.',
  ORAL_COMMITMENT: 'A promise made in speech only.',
  OTHER: 'Any other form.',
});

export const PartyRole = {
  PARTY: 'PARTY',
  SUPPLIER: 'SUPPLIER',
  RECIPIENT: 'RECIPIENT',
  FINANCIER: 'FINANCIER',
  IMPLEMENTER: 'IMPLEMENTER',
  GUARANTOR: 'GUARANTOR',
  BENEFICIARY: 'BENEFICIARY',
} as const;
export type PartyRole = (typeof PartyRole)[keyof typeof PartyRole];
describeEnum(PartyRole, 'PartyRole', 'What a party does in an agreement.', {
  PARTY: 'It is a party without a more special role.',
  SUPPLIER: 'It supplies the goods or services.',
  RECIPIENT: 'It receives the goods or services.',
  FINANCIER: 'It pays or lends the money.',
  IMPLEMENTER: 'It carries the work out.',
  GUARANTOR: 'It vouches for another party.',
  BENEFICIARY: 'It gains from the agreement without acting in it.',
});

export const TermKind = {
  NEED: 'NEED',
  OFFER: 'OFFER',
  COMMITMENT: 'COMMITMENT',
  DELIVERY: 'DELIVERY',
  PRODUCTION: 'PRODUCTION',
  CAPACITY: 'CAPACITY',
  OTHER: 'OTHER',
} as const;
export type TermKind = (typeof TermKind)[keyof typeof TermKind];
describeEnum(TermKind, 'TermKind', 'At what stage the quantity of a commodity term stands.', {
  NEED: 'Somebody needs it.',
  OFFER: 'Somebody offers it.',
  COMMITMENT: 'Somebody has promised it.',
  DELIVERY: 'It was delivered.',
  PRODUCTION: 'It is produced.',
  CAPACITY: 'It could be produced or handled.',
  OTHER: 'Any other stage.',
});

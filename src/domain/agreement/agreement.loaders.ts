import { real } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { commodities } from '../commodity/commodity.loaders.js';
import type { ListSource } from '../paging/list.js';
import { sortTerms } from '../paging/order.js';
import { alongActor } from '../person/person.loaders.js';
import { linkSource, readAlong, recordTable, rowById, rowsByParent } from '../record/record.loaders.js';
import type { Agreement } from './agreement.entity.js';
import type { AgreementParty } from './agreement-party.entity.js';
import type { CommodityTerm } from './commodity-term.entity.js';
import type { MoneyAmount } from './money-amount.entity.js';

export const agreements = recordTable<Agreement>('AGREEMENT', 'agreement', {
  instrument: 't.instrument',
  status: 't.status',
  date: 't.date',
  announcedOn: 't.announced_on',
  signedOn: 't.signed_on',
  inForceFrom: 't.in_force_from',
  endedOn: 't.ended_on',
  placeId: 't.place_id',
  summary: 't.summary',
  parentId: 't.parent_id',
  topics: 't.topics',
  partyCount: 't.party_count',
  termCount: 't.term_count',
  meetingCount: 't.meeting_count',
});

const ofAgreement = { key: 'agreementId', column: 't.agreement_id' } as const;
const inOrder = 't.agreement_id, t.position, t.id';

const parties = linkSource<AgreementParty>('PARTY', 'agreement_party', {
  agreementId: 't.agreement_id',
  actorId: 't.actor_id',
  role: 't.role',
});
export const partyById = rowById(parties);
export const partiesOfAgreement = rowsByParent(parties, ofAgreement, inOrder, alongActor);

const amounts = linkSource<MoneyAmount>('AMOUNT', 'money_amount', {
  agreementId: 't.agreement_id',
  value: 't.value',
  currency: 't.currency',
  basis: 't.basis',
  year: 't.year',
});
export const amountById = rowById(amounts);
export const amountsOfAgreement = rowsByParent(amounts, ofAgreement, inOrder);

/** Terms together with the agreement that they stand in (alias r is its registry entry, a its own row). */
export const terms: ListSource<CommodityTerm> = {
  name: 'commodity_term',
  ...linkSource<CommodityTerm>('TERM', 'commodity_term', {
    agreementId: 't.agreement_id',
    commodityId: 't.commodity_id',
    kind: 't.kind',
    fromId: 't.from_id',
    toId: 't.to_id',
    quantityMin: real('t.quantity_min'),
    quantityMax: real('t.quantity_max'),
    bound: 't.bound',
    unit: 't.unit',
    per: 't.per',
    raw: 't.raw',
    period: 't.period',
  }),
  from: sql`FROM commodity_term t JOIN agreement a ON a.id = t.agreement_id JOIN registry r ON r.id = a.id`,
  sort: sortTerms,
};
export const termById = rowById(terms);
const alongCommodity = readAlong(commodities, commodities.byId, { column: 't.commodity_id', table: 'commodity' });

export const termsOfAgreement = rowsByParent(
  { ...terms, from: sql`FROM commodity_term t` },
  ofAgreement,
  inOrder,
  alongCommodity,
);

import { boundColumns } from '../date/bound-columns.js';
import { splitDecimal } from '../money/decimal.js';
import { requireUnit } from '../quantity/units.js';
import { ACTORS } from '../reference/reference.service.js';
import { type Scope, textsJson, textValue } from '../write/scope.js';
import { recordWriter } from '../write/writer.js';
import {
  AgreementDraft,
  type CommodityTermDraft,
  type MoneyAmountDraft,
  type QuantityDraft,
} from './agreement.draft.js';

/** The agreement's own date; where it has none, that of the earliest held meeting about it is filled in afterwards. */
export const ownDate = ({
  signedOn,
  announcedOn,
  inForceFrom,
}: Pick<AgreementDraft, 'signedOn' | 'announcedOn' | 'inForceFrom'>) => signedOn ?? announcedOn ?? inForceFrom;

function quantityText({ min, max, bound, unit, per }: QuantityDraft): string {
  const figure = min === max ? String(min ?? '') : `${min ?? ''}..${max ?? ''}`;
  return [bound === 'RANGE' || bound === 'EXACT' ? '' : bound, figure, requireUnit(unit).code, per ? `per ${per}` : '']
    .filter(Boolean)
    .join(' ');
}

function addTerm(agreement: number, term: CommodityTermDraft, position: number, scope: Scope): void {
  const { commodity, kind, from, to, quantity, period } = term;
  const row = {
    agreement_id: agreement,
    commodity_id: scope.target(['COMMODITY'], commodity).id,
    kind,
    from_id: scope.id(ACTORS, from),
    to_id: scope.id(ACTORS, to),
    quantity_min: quantity?.min ?? null,
    quantity_max: quantity?.max ?? null,
    bound: quantity?.bound ?? null,
    unit: quantity ? requireUnit(quantity.unit).code : null,
    per: quantity?.per ?? null,
    raw: quantity?.raw ?? null,
    period: period ?? null,
    ...boundColumns('period', period),
    position,
  };
  scope.link('commodity_term', 'TERM', agreement, row, term, {
    commodity: scope.slug(['COMMODITY'], commodity),
    kind,
    from: scope.slug(ACTORS, from),
    to: scope.slug(ACTORS, to),
    quantity: quantity && quantityText(quantity),
    period,
  });
}

function addAmount(agreement: number, amount: MoneyAmountDraft, position: number, scope: Scope): void {
  const { currency, basis, year } = amount;
  const value = String(amount.value);
  const row = {
    agreement_id: agreement,
    value,
    ...splitDecimal(value),
    currency,
    basis: basis ?? null,
    year: year ?? null,
    position,
  };
  scope.link('money_amount', 'AMOUNT', agreement, row, amount, { value, currency, basis, year });
}

/** More than this of anything is a slip of the pen, and sums of such figures would overflow. */
const MOST = 1e24;

/** Ends in the wrong order, or an end that the bound does not allow. */
function quantityProblem({ min, max, bound }: QuantityDraft): string | null {
  for (const [end, value] of Object.entries({ min, max }))
    if (value !== undefined && !(value >= 0 && value <= MOST)) return `${end} must be from 0 to ${MOST}`;
  if (min === undefined && max === undefined) return bound === 'UNSTATED' ? null : 'needs min or max';
  if (min !== undefined && max !== undefined && min > max) return `min (${min}) is greater than max (${max})`;
  if (bound === 'AT_LEAST') return max === undefined ? null : 'AT_LEAST has a min only';
  if (bound === 'AT_MOST') return min === undefined ? null : 'AT_MOST has a max only';
  if (bound === 'EXACT') return min === max ? null : 'EXACT needs the same min and max';
  if (bound !== 'UNSTATED' && (min === undefined || max === undefined)) return `${bound} needs min and max`;
  return null;
}

export const agreementWriter = recordWriter<AgreementDraft>({
  type: 'AGREEMENT',
  draft: AgreementDraft,
  table: 'agreement',
  owned: [
    { table: 'agreement_party', owner: 'agreement_id' },
    { table: 'commodity_term', owner: 'agreement_id' },
    { table: 'money_amount', owner: 'agreement_id' },
  ],
  row: (draft, scope) => ({
    instrument: draft.instrument,
    status: draft.status,
    date: ownDate(draft) ?? null,
    ...boundColumns('date', ownDate(draft)),
    announced_on: draft.announcedOn ?? null,
    signed_on: draft.signedOn ?? null,
    in_force_from: draft.inForceFrom ?? null,
    ended_on: draft.endedOn ?? null,
    place_id: scope.id(['PLACE'], draft.place),
    summary: textsJson(draft.summary),
    parent_id: scope.id(['AGREEMENT'], draft.parent),
    topics: draft.topics ? JSON.stringify(draft.topics) : null,
  }),
  values: (
    { instrument, status, announcedOn, signedOn, inForceFrom, endedOn, place, summary, parent, topics },
    scope,
  ) => ({
    instrument,
    status,
    announcedOn,
    signedOn,
    inForceFrom,
    endedOn,
    place: scope.slug(['PLACE'], place),
    summary: textValue(summary),
    parent: scope.slug(['AGREEMENT'], parent),
    topics: topics?.join(', '),
  }),
  links({ parties = [], terms = [], amounts = [] }, id, scope) {
    parties.forEach((party, position) => {
      const row = { agreement_id: id, actor_id: scope.target(ACTORS, party.actor).id, role: party.role, position };
      scope.link('agreement_party', 'PARTY', id, row, party, {
        actor: scope.slug(ACTORS, party.actor),
        role: party.role,
      });
    });
    terms.forEach((term, position) => {
      addTerm(id, term, position, scope);
    });
    amounts.forEach((amount, position) => {
      addAmount(id, amount, position, scope);
    });
  },
  date: ownDate,
  summary: ({ summary }) => summary,
  problems: ({ terms = [] }) =>
    terms.flatMap(({ quantity }, index) => {
      const message = quantity && quantityProblem(quantity);
      return message ? [{ path: `terms[${index}].quantity`, message }] : [];
    }),
});

import { AgreementPartyDraft, CommodityTermDraft, MoneyAmountDraft } from '../../domain/agreement/agreement.draft.js';
import { draftOf } from '../../domain/document/draft-of.js';
import type { RecordRows } from '../../domain/document/rows.js';
import { ParticipationDraft } from '../../domain/meeting/meeting.draft.js';
import { TenureDraft } from '../../domain/person/person.draft.js';
import type { NodeType } from '../../domain/record/record.entity.js';
import { partsOf } from '../../domain/write/parts.js';
import type { RecordDraft } from '../../domain/write/receipts.draft.js';

const LINK_TYPES = new Map<unknown, NodeType>([
  [AgreementPartyDraft, 'PARTY'],
  [CommodityTermDraft, 'TERM'],
  [MoneyAmountDraft, 'AMOUNT'],
  [ParticipationDraft, 'PARTICIPATION'],
  [TenureDraft, 'TENURE'],
]);

/** Whether a part of a draft is a link that claims can be on. */
export const isLink = (part: object): boolean => LINK_TYPES.has(part.constructor);

export interface StoredLink {
  readonly id: number;
  readonly type: NodeType;
  /** Where it stands in the record: `delegations[0].members[1]`. */
  readonly path: string;
}

/** What a record says, and the links in it that claims can be on. */
export function draftWithLinks(
  record: RecordRows,
  ref: (id: number) => string,
): { readonly draft: RecordDraft; readonly links: readonly StoredLink[] } {
  const draft = draftOf(record, {
    ref,
    link: (id, part) => (LINK_TYPES.has(part) ? String(id) : undefined),
  });
  const links = partsOf(draft).flatMap(({ part, path }): StoredLink[] => {
    const type = LINK_TYPES.get(part.constructor);
    if (!type) return [];
    const { id } = part as { id?: string };
    delete (part as { id?: string }).id;
    return [{ id: Number(id), type, path }];
  });
  return { draft, links };
}

const GONE = /^former ([A-Z]+) ([1-9]\d*)$/;

/** A link that is no more, on which there still are claims: the how-manieth of its type. */
export const goneLink = (type: string, number: number): string => `former ${type} ${number}`;

export const readGoneLink = (on: string): NodeType | undefined => {
  const type = GONE.exec(on)?.[1];
  return [...LINK_TYPES.values()].find((known) => known === type);
};

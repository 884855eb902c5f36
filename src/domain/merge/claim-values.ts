import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { AgreementPartyDraft, CommodityTermDraft } from '../agreement/agreement.draft.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import { WRITERS } from '../document/writers.js';
import { settle } from '../edit/settle.js';
import { type StoredClaim, storedClaims } from '../edit/stored-claims.js';
import { MeetingAgreementDraft, ParticipationDraft } from '../meeting/meeting.draft.js';
import { TenureDraft } from '../person/person.draft.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { draftFields } from '../write/draft.js';

/** What claims are on, by what it is written as. */
const DRAFTS: readonly (readonly [NodeType, abstract new () => object])[] = [
  ...Object.values(WRITERS).map(({ type, draft }) => [type, draft] as const),
  ['PARTY', AgreementPartyDraft],
  ['TERM', CommodityTermDraft],
  ['PARTICIPATION', ParticipationDraft],
  ['TENURE', TenureDraft],
];

/** The properties whose value is the slug of a record of a type, as `PARTY actor`. */
function propertiesNaming(type: RecordType): { readonly names: string[]; readonly places: ReadonlySet<string> } {
  const found = DRAFTS.flatMap(([on, Draft]) =>
    [...draftFields(Draft.prototype as object)].flatMap(([key, { refers, part }]) =>
      refers?.includes(type) || (part?.() === MeetingAgreementDraft && type === 'AGREEMENT')
        ? [[on, key] as const]
        : [],
    ),
  );
  if (type === 'DELEGATION') found.push(['PARTICIPATION', 'delegation']);
  return {
    names: [...new Set(found.map(([, key]) => key))],
    places: new Set(found.map(([on, key]) => `${on} ${key}`)),
  };
}

interface Named {
  readonly id: number;
  readonly subject: number;
  readonly link: number | null;
  readonly on: NodeType;
  readonly property: string;
  readonly status: ClaimStatus;
}

/** Claims whose value is the slug of a record. Where a record of another type that could be meant has it too, only those on `links`. */
export async function claimsNaming(
  tx: Transaction,
  { type, slug }: { readonly type: RecordType; readonly slug: string },
  links: ReadonlySet<number>,
): Promise<readonly Named[]> {
  const { names, places } = propertiesNaming(type);
  const rows = await tx.rows<Named>(
    {
      id: 'c.id',
      subject: 'c.subject_id',
      link: 'c.link_id',
      on: 'COALESCE(c.link_type, r.type)',
      property: 'c.property',
      status: 'c.status',
    },
    sql`FROM claim c JOIN registry r ON r.id = c.subject_id
      WHERE c.value = ${slug} AND ${sql.in(sql`c.property`, names)} ORDER BY c.id`,
  );
  const isActor = type === 'PERSON' || type === 'ORGANIZATION';
  const others = isActor
    ? await tx.rows<{ id: number }>(
        { id: 'r.id' },
        sql`FROM registry r WHERE r.slug = ${slug} AND r.type <> ${type} AND r.type IN ('PERSON', 'ORGANIZATION')`,
      )
    : [];
  return rows.filter(
    ({ on, property, link }) =>
      places.has(`${on} ${property}`) && (others.length === 0 || (link !== null && links.has(link))),
  );
}

/** A claim, as far as it says on what it is. */
export type Place = Pick<StoredClaim, 'id' | 'subject' | 'link' | 'property'>;

/** The claims on links. */
export const claimsOnLinks = (tx: Transaction, links: readonly number[]): Promise<Place[]> =>
  tx.rows<Place>(
    { id: 'c.id', subject: 'c.subject_id', link: 'c.link_id', property: 'c.property' },
    sql`FROM claim c WHERE ${sql.in(sql`c.link_id`, links)} ORDER BY c.id`,
  );

/** Decides anew what holds among the claims on the same as these; gives what changed. */
export async function settleAnew(
  tx: Transaction,
  among: readonly Place[],
): Promise<(readonly [claim: number, before: ClaimStatus, after: ClaimStatus])[]> {
  if (among.length === 0) return [];
  const placeOf = ({ subject, link, property }: Omit<Place, 'id'>) => `${subject} ${link} ${property}`;
  const places = new Set(among.map(placeOf));
  const claims = await storedClaims(tx, [...new Set(among.map(({ subject }) => subject))]);
  const changed: (readonly [number, ClaimStatus, ClaimStatus])[] = [];
  for (const place of places) {
    const own = claims.filter((claim) => placeOf(claim) === place);
    for (const [id, after] of settle(own, null).statuses) {
      const before = own.find((claim) => claim.id === id)?.status as ClaimStatus;
      changed.push([id, before, after]);
    }
  }
  await setStatuses(
    tx,
    changed.map(([id, , after]) => [id, after]),
  );
  return changed;
}

export async function setStatuses(
  tx: Transaction,
  statuses: readonly (readonly [claim: number, status: ClaimStatus])[],
): Promise<void> {
  for (const status of new Set(statuses.map(([, each]) => each))) {
    const ids = statuses.flatMap(([id, each]) => (each === status ? [id] : []));
    await tx.run(sql`UPDATE claim SET status = ${status} WHERE ${sql.in(sql`id`, ids)}`);
  }
}

export const setValues = (tx: Transaction, claims: readonly number[], from: string, to: string): Promise<void> =>
  tx.run(sql`UPDATE claim SET value = ${to} WHERE value = ${from} AND ${sql.in(sql`id`, claims)}`);

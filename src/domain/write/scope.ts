import { entryRow, type Moment } from '../change/log.service.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { Planned } from './batch.js';
import type { EvidenceDraft, LocalText, NameDraft, PropertyClaimDraft, ReceiptsDraft } from './receipts.draft.js';
import type { NewRow, Rows, Table } from './rows.js';

export interface Target {
  readonly id: number;
  readonly slug: string;
}

export const refKey = (types: readonly RecordType[], ref: string): string => `${types.join()} ${ref}`;

/** What a claim is on: a record, or a link of that record. */
export interface ClaimOwner {
  readonly subject: number;
  readonly link?: { readonly type: NodeType; readonly id: number };
}

const SPEAKERS = ['ORGANIZATION', 'PERSON'] as const;

type Value = string | number | null | undefined;

/** One batch while it is turned into rows: resolved Refs in, rows out. */
export class Scope {
  readonly rows: Rows;
  readonly now: string;
  /** Claims on properties that have no value, with those that have one. */
  readonly unclaimed = new Map<object, readonly string[]>();
  readonly #by: string;
  readonly #reason: string | null;
  /** Claims wait for somebody to accept them, whatever they say of themselves. */
  readonly #isProposal: boolean;
  readonly #targets: ReadonlyMap<string, Target>;
  readonly #sources = new Map<string, number>();

  constructor(rows: Rows, targets: ReadonlyMap<string, Target>, { at, by, reason, isProposal }: Moment) {
    this.rows = rows;
    this.#targets = targets;
    this.now = at;
    this.#by = by;
    this.#reason = reason ?? null;
    this.#isProposal = isProposal ?? false;
  }

  /** What a Ref of the batch means; the batch refuses unknown ones before anything is written. */
  target(types: readonly RecordType[], ref: string): Target {
    const target = this.#targets.get(refKey(types, ref));
    if (!target) throw new Error(`The Ref "${ref}" was not resolved`);
    return target;
  }

  id(types: readonly RecordType[], ref: string | undefined): number | null {
    return ref === undefined ? null : this.target(types, ref).id;
  }

  /** How a Ref is written in a claim: by slug, which is the same everywhere. */
  slug(types: readonly RecordType[], ref: string | undefined): string | null {
    return ref === undefined ? null : this.target(types, ref).slug;
  }

  /** The entry in the history of what is written. */
  change({ id, change, writer, draft, action, edit }: Planned): NewRow {
    const operation = edit?.operation ?? (action === 'created' ? 'CREATED' : 'UPDATED');
    const claims = edit && { claims: edit.claims };
    return entryRow(
      { id, change, type: writer.type, slug: draft.slug, operation, ...claims },
      { at: this.now, by: this.#by, reason: this.#reason },
    );
  }

  /** A link of a record: its row, and the claims on it. `values` are its properties as text. */
  link(
    table: Table,
    type: NodeType,
    owner: number,
    row: NewRow,
    draft: ReceiptsDraft,
    values: Readonly<Record<string, Value>>,
  ): void {
    const id = this.rows.nextId();
    this.rows.add(table, { id, ...row });
    this.claims({ subject: owner, link: { type, id } }, draft, values);
  }

  /** The claim that something exists, and one for each of its properties that has a value. */
  claims(owner: ClaimOwner, draft: ReceiptsDraft, values: Readonly<Record<string, Value>>): void {
    const overrides = draft.claims && new Map(draft.claims.map((claim) => [claim.property, claim]));
    if (draft.evidence) this.claim(owner, null, null, draft);
    const known: string[] = [];
    // Not by entries: a file makes a list of two for each value of each link of each row.
    for (const property in values) {
      const value = values[property];
      if (value == null) continue;
      this.claim(owner, property, String(value), draft, overrides?.get(property));
      overrides?.delete(property);
      known.push(property);
    }
    for (const claim of overrides?.values() ?? []) this.unclaimed.set(claim, known);
  }

  /** Names with evidence are claims; others are labels. */
  nameClaims(subject: number, names: readonly NameDraft[], draft: ReceiptsDraft): void {
    for (const name of names) {
      if (!name.evidence) continue;
      const claim = { property: 'name', evidence: name.evidence, ...(name.status ? { status: name.status } : {}) };
      this.claim({ subject }, 'name', name.text.trim(), draft, claim);
    }
  }

  /**
   * One claim, with its own evidence, speaker and modality, or those of the draft. Without evidence there is no claim. Gives
   * its id.
   */
  claim(
    owner: ClaimOwner,
    property: string | null,
    value: string | null,
    draft: ReceiptsDraft,
    own?: PropertyClaimDraft,
    data: string | null = null,
  ): number | null {
    const evidence = own?.evidence ?? draft.evidence;
    if (!evidence) return null;
    const id = this.rows.nextId();
    this.rows.add('claim', {
      id,
      subject_id: owner.subject,
      link_type: owner.link?.type ?? null,
      link_id: owner.link?.id ?? null,
      property,
      value,
      data,
      status: this.#isProposal ? 'PROPOSED' : (own?.status ?? 'ACCEPTED'),
      modality: own?.modality ?? draft.modality ?? 'ACTUAL',
      attributed_to_id: this.id(SPEAKERS, own?.attributedTo ?? draft.attributedTo),
      recorded_at: this.now,
      recorded_by: this.#by,
      retracted_at: null,
    });
    for (const each of evidence) this.evidence(id, each);
    return id;
  }

  /** The evidence of a batch points at few sources many times. */
  #sourceOf(ref: string): number {
    const known = this.#sources.get(ref);
    if (known !== undefined) return known;
    const { id } = this.target(['SOURCE'], ref);
    this.#sources.set(ref, id);
    return id;
  }

  protected evidence(claim: number, evidence: EvidenceDraft): void {
    this.rows.add('evidence', {
      id: this.rows.nextId(),
      claim_id: claim,
      source_id: this.#sourceOf(evidence.source),
      stance: evidence.stance ?? 'SUPPORTS',
      paragraph: evidence.paragraph ?? null,
      char_start: evidence.start ?? null,
      char_end: evidence.end ?? null,
      quote: evidence.quote ?? null,
      quote_hash: evidence.quoteHash ?? null,
      file_hash: evidence.fileHash ?? null,
      locator: evidence.locator ?? null,
      note: textsJson(evidence.note),
    });
  }
}

/** Localized text as it is stored. */
export const textsJson = (texts: readonly LocalText[] | undefined): string | null =>
  texts?.length ? JSON.stringify(Object.fromEntries(texts.map(({ lang, text }) => [lang, text]))) : null;

/** Localized text as a claim says it: in English, else in its first language. */
export const textValue = (texts: readonly LocalText[] | undefined): string | null =>
  (texts?.find(({ lang }) => lang === 'en') ?? texts?.[0])?.text ?? null;

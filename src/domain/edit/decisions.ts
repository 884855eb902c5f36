import type { Transaction } from '../../database/database.js';
import type { Problem } from '../../graphql/input.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import { MeetingAgreementDraft } from '../meeting/meeting.draft.js';
import { draftFields } from '../write/draft.js';
import { type EvidenceDraft, NameDraft, type PropertyClaimDraft, type ReceiptsDraft } from '../write/receipts.draft.js';
import type { ClaimOwner } from '../write/scope.js';
import { ClaimBook, isLive, MANY } from './claim-book.js';
import type { Said } from './edit-scope.js';
import { addName, type Merged, type Setting } from './merge.js';
import type { StoredClaim } from './stored-claims.js';
import { isWhole, typedValue } from './typed-value.js';

const NOT_YET = -1;

/** What becomes of the claims of a record, and which values it shows. */
export class Decisions extends ClaimBook {
  /** New claims wait for somebody to accept them. */
  proposed = false;
  /** Whether a source that says what it has said before is noted again. */
  notesAgain = true;
  /** Claims that a new value takes the place of, besides those of its own sources. */
  replaces: (claim: StoredClaim) => boolean = () => false;
  readonly problems: Problem[] = [];

  /** Records what was merged as claims; takes back in the drafts what does not come to be shown. `say` reads what they say now. */
  settle(merged: Merged, say: () => ReadonlyMap<number, Said>): void {
    const undo = merged.settings.map(({ target, property, value }) => {
      const holder = target as Record<string, unknown>;
      const old = holder[property];
      holder[property] = value;
      return old;
    });
    const after = say();
    const [root] = after.keys();
    const subject = root as number;
    // Members of a delegation belong to its meeting, as all links do.
    const owners = new Map(
      [...after].map(([id, { draft, link }]): [object, ClaimOwner] => [
        draft,
        link ? { subject, link } : { subject: id },
      ]),
    );
    merged.settings.forEach((setting, index) => {
      this.#set(setting, undo[index], owners.get(setting.target) as ClaimOwner, after);
    });
    for (const { target, receipts, isNew } of merged.presences) this.#present(target, receipts, isNew, owners, after);
    for (const { target, name, receipts } of merged.names)
      if (name.evidence ?? receipts.evidence) this.#recordName(owners.get(target) as ClaimOwner, name, receipts);
    for (const { agreement, receipts } of merged.agreements) {
      const { slug } = this.given.scope.target(['AGREEMENT'], agreement);
      this.#record({ subject }, 'agreements', slug, receipts);
    }
  }

  #record(
    owner: ClaimOwner,
    property: string | null,
    value: string | null,
    receipts: ReceiptsDraft,
    status?: ClaimStatus,
    data?: string | null,
  ) {
    const own = receipts.claims?.find((each) => each.property === property);
    if (!this.notesAgain && this.#isSaid(owner, property, value, own?.evidence ?? receipts.evidence ?? [])) return;
    const claim = {
      property: property ?? '',
      ...own,
      status: this.proposed ? 'PROPOSED' : (status ?? 'ACCEPTED'),
    } as const;
    const id = this.given.scope.record(owner, property, value, receipts, claim, data ?? null);
    this.note(id, owner.subject);
  }

  /** A name that waits is not in the record, so that its claim says all of it. */
  #recordName(owner: ClaimOwner, name: NameDraft, receipts: ReceiptsDraft): void {
    const { text, lang, kind, status } = name;
    const data = this.proposed ? JSON.stringify({ text: text.trim(), lang, kind }) : null;
    this.#record(owner, 'name', text.trim(), receipts, status, data);
  }

  /** Whether the same sources say the same already. */
  #isSaid(owner: ClaimOwner, property: string | null, value: string | null, evidence: readonly EvidenceDraft[]) {
    const sources = new Set(evidence.map(({ source }) => this.given.scope.target(['SOURCE'], source).id));
    return this.on(owner.subject, owner.link?.id ?? null, property).some(
      (claim) =>
        claim.value === (value ?? '') &&
        claim.status !== 'RETRACTED' &&
        claim.sources.size === sources.size &&
        [...sources].every((source) => claim.sources.has(source)),
    );
  }

  /** A link or record that a source names: new ones with all that they say. */
  #present(
    target: object,
    receipts: ReceiptsDraft,
    isNew: boolean,
    owners: ReadonlyMap<object, ClaimOwner>,
    after: ReadonlyMap<number, Said>,
  ): void {
    const owner = owners.get(target) as ClaimOwner;
    const said = after.get(owner.link?.id ?? owner.subject) as Said;
    if (!isNew) {
      this.#confirm(owner, receipts);
      return;
    }
    this.#record(owner, null, null, receipts);
    for (const [property, value] of Object.entries(said.values))
      if (value != null) this.#record(owner, property, String(value), receipts);
  }

  /** One more source says that something exists, or that it does not. */
  #confirm(owner: ClaimOwner, receipts: ReceiptsDraft): void {
    const claims = this.on(owner.subject, owner.link?.id ?? null, null);
    const stand = { id: NOT_YET, value: '', status: 'ACCEPTED', denies: denies(receipts) } as const;
    const { inConflict } = this.proposed ? { inConflict: false } : this.settleAll(claims, [stand], '');
    this.#record(owner, null, null, receipts, inConflict ? 'DISPUTED' : 'ACCEPTED');
  }

  #set(setting: Setting, old: unknown, owner: ClaimOwner, after: ReadonlyMap<number, Said>): void {
    const { scope, before } = this.given;
    const { target, property, value: given, receipts } = setting;
    const id = owner.link?.id ?? owner.subject;
    const text = (said: ReadonlyMap<number, Said>) => {
      const value = said.get(id)?.values[property];
      return value == null ? null : String(value);
    };
    const [value, shown] = [text(after) ?? '', text(before)];
    const holder = target as Record<string, unknown>;
    const field = draftFields(Object.getPrototypeOf(target) as object).get(property);
    const data = field && isWhole(field) ? JSON.stringify(given) : null;
    if (this.proposed) {
      holder[property] = old;
      this.#record(owner, property, value, receipts, 'PROPOSED', data);
      return;
    }
    const own = receipts.claims?.find((each) => each.property === property);
    const evidence = own?.evidence ?? receipts.evidence ?? [];
    const sources = new Set(evidence.map(({ source }) => scope.target(['SOURCE'], source).id));
    const claims = this.on(owner.subject, owner.link?.id ?? null, property);
    // What a source says anew takes the place of what it said before.
    for (const claim of claims)
      if (
        claim.value !== value &&
        isLive(this.statusOf(claim)) &&
        ([...claim.sources].every((each) => sources.has(each)) || this.replaces(claim))
      )
        this.decide(claim, 'RETRACTED');
    const settled = this.settleAll(
      claims,
      [{ id: NOT_YET, value, status: 'ACCEPTED', denies: denies(receipts, own) }],
      shown,
    );
    const isShown = settled.shown?.id === NOT_YET || settled.shown?.value === value;
    if (!isShown) holder[property] = old;
    this.keepData(claims, shown, field && isWhole(field) ? old : undefined);
    this.#record(owner, property, value, receipts, settled.inConflict ? 'DISPUTED' : 'ACCEPTED', isShown ? null : data);
  }

  /** After claims were decided on by hand: what the record is to show of their property. */
  async reconsider(tx: Transaction, claim: StoredClaim, target: object, path: string): Promise<void> {
    const { property } = claim;
    if (MANY.includes(property ?? '')) return this.#reconsiderOne(tx, claim, target);
    const claims = this.on(claim.subject, claim.link, property);
    const said = property === null ? null : this.given.before.get(claim.link ?? claim.subject)?.values[property];
    const shown = said == null ? null : String(said);
    const settled = this.settleAll(claims, [], shown);
    const field = property === null ? undefined : draftFields(Object.getPrototypeOf(target) as object).get(property);
    if (property === null || !field || (settled.shown && settled.shown.value === shown)) return;
    const holder = target as Record<string, unknown>;
    this.keepData(claims, shown, isWhole(field) ? holder[property] : undefined);
    const chosen = claims.find(({ id }) => id === settled.shown?.id);
    if (chosen) holder[property] = await typedValue(tx, field, chosen);
    else if (!field.required) delete holder[property];
    else
      this.problems.push({
        path,
        message: `is the last claim that says what ${property} is, and nothing can be without it: first record another`,
      });
  }

  /** A name, or an agreement of a meeting, stays for as long as a claim says it. */
  async #reconsiderOne(tx: Transaction, claim: StoredClaim, target: object): Promise<void> {
    const others = this.on(claim.subject, claim.link, claim.property).filter(({ value }) => value === claim.value);
    const isSaid = others.some((each) => isLive(this.statusOf(each)));
    const record = target as { names?: NameDraft[]; agreements?: MeetingAgreementDraft[] };
    if (claim.property === 'name') {
      const { names = [] } = record;
      const left = names.filter(({ text }) => text.trim() !== claim.value);
      const proposed = claim.data === null ? { text: claim.value } : (JSON.parse(claim.data) as NameDraft);
      if (!isSaid) record.names = left;
      else if (left.length === names.length) {
        addName(names, Object.assign(new NameDraft(), proposed));
        record.names = names;
      }
      return;
    }
    const { agreements = [] } = record;
    const slugOf = ({ agreement }: MeetingAgreementDraft) => this.given.scope.target(['AGREEMENT'], agreement).slug;
    const left = agreements.filter((each) => slugOf(each) !== claim.value);
    if (!isSaid) record.agreements = left;
    else if (left.length === agreements.length) {
      const about = await typedValue(tx, draftFields(MeetingAgreementDraft.prototype).get('agreement') as never, claim);
      record.agreements = [...agreements, Object.assign(new MeetingAgreementDraft(), { agreement: about })];
    }
  }
}

/** Whether a source says that something is not so. */
const denies = (receipts: ReceiptsDraft, own?: PropertyClaimDraft): boolean =>
  (own?.modality ?? receipts.modality) === 'DENIED' ||
  (own?.evidence ?? receipts.evidence ?? []).every(({ stance }) => stance === 'CONTRADICTS');

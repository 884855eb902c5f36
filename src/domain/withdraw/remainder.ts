import type { ClaimStatus } from '../claim/claim.enums.js';
import { MANY } from '../edit/claim-book.js';
import { takeOut } from '../edit/edit.service.js';
import type { OpenedTogether } from '../edit/opened.js';
import { settle } from '../edit/settle.js';
import type { StoredClaim } from '../edit/stored-claims.js';
import type { Wanted } from '../edit/typed-value.js';
import type { DelegationDraft, MeetingDraft } from '../meeting/meeting.draft.js';
import { type DeclaredField, draftFields } from '../write/draft.js';
import type { RecordDraft } from '../write/receipts.draft.js';
import { grouped } from '../write/same-links.js';

type Opened = OpenedTogether['records'][0];

/** A property that comes to have another value, or none. */
interface Fallback {
  readonly target: Record<string, unknown>;
  readonly property: string;
  readonly field: DeclaredField;
  /** The claim that says the new one; null where none says any. */
  readonly wanted: Wanted | null;
}

const isLive = ({ status }: StoredClaim) => status === 'ACCEPTED' || status === 'DISPUTED';
const isGone = ({ sources }: StoredClaim) => sources.size === 0;

/** Somebody else speaks of what the claim is on, and does not only say that it does not exist. */
const speaks = (claim: StoredClaim) =>
  !isGone(claim) && (isLive(claim) || claim.status === 'PROPOSED') && (claim.property !== null || !claim.denies);

/** What is left of a record when a source is taken away. Its claims are those that are left; the draft is changed to say no more. */
export class Remainder {
  /** Claims that are decided anew. */
  readonly statuses = new Map<number, ClaimStatus>();
  readonly fallbacks: Fallback[] = [];
  /** Links that go. */
  readonly links = new Set<number>();
  /** Delegations that go. */
  readonly delegations: number[] = [];
  /** Records whose claims change: a meeting, or delegations in it. */
  readonly subjects = new Set<number>();
  /** Matters that were disputed and are no more. */
  ended = 0;
  /** Values that stay although nobody says them, since nothing can be without them. */
  kept = 0;
  readonly #opened: Opened;
  readonly #claims: readonly StoredClaim[];
  /** Which agreement a Ref of a meeting's draft means. */
  readonly #slugOf: (agreement: string) => string;

  constructor(opened: Opened, claims: readonly StoredClaim[], slugOf: (agreement: string) => string) {
    this.#opened = opened;
    this.#claims = claims;
    this.#slugOf = slugOf;
    this.#takeLinksOut();
    this.#takeDelegationsOut();
    const less = claims.filter((claim) => !this.#isOnWhatGoes(claim));
    for (const claim of claims) if (claim.isLess) this.subjects.add(claim.subject);
    const matters = grouped(less, ({ subject, link, property }) => JSON.stringify([subject, link, property]));
    for (const matter of matters.values()) if (matter.some(({ isLess }) => isLess)) this.#reconsider(matter);
  }

  /** The claims that go: those that nobody else says, and those on links that go. */
  get gone(): StoredClaim[] {
    return this.#claims.filter((claim) => isGone(claim) || (claim.link !== null && this.links.has(claim.link)));
  }

  #isOnWhatGoes({ subject, link }: StoredClaim): boolean {
    return link === null ? this.delegations.includes(subject) : this.links.has(link);
  }

  #takeLinksOut(): void {
    const { before, draft } = this.#opened;
    const byLink = grouped(this.#claims, ({ link }) => link);
    for (const said of before.values()) {
      const claims = said.link === null ? [] : (byLink.get(said.link.id) ?? []);
      if (said.link === null || !claims.some(({ isLess }) => isLess) || claims.some(speaks)) continue;
      this.links.add(said.link.id);
      takeOut(draft, (part) => part === said.draft);
    }
  }

  /** A delegation goes with its last member, where nobody else speaks of it. */
  #takeDelegationsOut(): void {
    const { record, before, draft } = this.#opened;
    for (const { id } of record.delegations) {
      const part = before.get(id)?.draft as DelegationDraft;
      const claims = this.#claims.filter(({ subject }) => subject === id);
      if (!claims.some(({ isLess }) => isLess) || claims.some(speaks) || (part.members ?? []).length > 0) continue;
      this.delegations.push(id);
      takeOut(draft, (each) => each === part);
    }
  }

  #reconsider(matter: readonly StoredClaim[]): void {
    const [{ subject, link, property }] = matter as [StoredClaim];
    const target = this.#opened.before.get(link ?? subject);
    const rest = matter.filter((claim) => !isGone(claim));
    const lost = matter.filter((claim) => claim.isLess && isLive(claim));
    if (property !== null && MANY.includes(property)) {
      if (target) this.#forget(target.draft, property, lost, rest);
      return;
    }
    const value = property === null ? null : target?.values[property];
    const shown = value == null ? null : String(value);
    const settled = settle(rest, shown);
    for (const [id, status] of settled.statuses) this.statuses.set(id, status);
    if (!settled.inConflict && matter.some(({ status }) => status === 'DISPUTED')) this.ended += 1;
    if (!target || property === null || settled.shown?.value === shown) return;
    if (!lost.some((claim) => claim.value === shown)) return;
    const field = draftFields(Object.getPrototypeOf(target.draft) as object).get(property);
    if (!field) return;
    const wanted = settled.shown && {
      field,
      claim: matter.find(({ id }) => id === settled.shown?.id) as StoredClaim,
    };
    this.fallbacks.push({ target: target.draft as Record<string, unknown>, property, field, wanted });
  }

  /** A name, or an agreement of a meeting, goes with the last claim that says it. A record keeps its last names. */
  #forget(draft: object, property: string, lost: readonly StoredClaim[], rest: readonly StoredClaim[]): void {
    const said = rest.filter((claim) => isLive(claim) && !claim.denies);
    const values = new Set(
      lost.filter((claim) => !said.some(({ value }) => value === claim.value)).map(({ value }) => value),
    );
    if (values.size === 0) return;
    if (property === 'agreements') {
      const meeting = draft as MeetingDraft;
      meeting.agreements = (meeting.agreements ?? []).filter(({ agreement }) => !values.has(this.#slugOf(agreement)));
      return;
    }
    const record = draft as RecordDraft;
    const names = record.names ?? [];
    const left = names.filter(({ text }) => !values.has(text.trim()));
    if (left.length > 0) record.names = left;
    else this.kept += names.length;
  }

  /** Gives the properties the values that are wanted for them. */
  fall(values: ReadonlyMap<Wanted, unknown>): void {
    for (const { target, property, field, wanted } of this.fallbacks) {
      const value = wanted ? values.get(wanted) : undefined;
      if (value !== undefined) target[property] = value;
      else if (!field.required) delete target[property];
      else if (Object.values(field.type()).includes('UNKNOWN')) target[property] = 'UNKNOWN';
      else this.kept += 1;
    }
  }
}

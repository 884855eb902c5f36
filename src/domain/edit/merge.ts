import { readGlobalId } from '../../graphql/global-id.js';
import { type Problem, problemsOf } from '../../graphql/input.js';
import { AgreementPartyDraft, CommodityTermDraft, MoneyAmountDraft } from '../agreement/agreement.draft.js';
import {
  DelegationDraft,
  MeetingAgreementDraft,
  type MeetingDraft,
  ParticipationDraft,
} from '../meeting/meeting.draft.js';
import { TenureDraft } from '../person/person.draft.js';
import { findUnit } from '../quantity/units.js';
import { type DeclaredField, draftFields } from '../write/draft.js';
import { inside } from '../write/parts.js';
import { LocalText, NameDraft, ReceiptsDraft, type RecordDraft } from '../write/receipts.draft.js';
import type { EditScope } from './edit-scope.js';
import { receiptsOf } from './receipts.js';

/** By which of its fields a link is recognised: where all of these that are given agree with one link, it is that one. */
const IDENTITIES = new Map<unknown, readonly string[]>([
  [AgreementPartyDraft, ['actor', 'role']],
  [CommodityTermDraft, ['commodity', 'kind', 'from', 'to']],
  [MoneyAmountDraft, ['currency', 'basis', 'year']],
  [ParticipationDraft, ['actor']],
  [TenureDraft, ['organization', 'title']],
]);

/** A property that somebody gives a value. */
export interface Setting {
  /** The draft that holds it, of a record or link. */
  readonly target: object;
  readonly property: string;
  readonly value: unknown;
  readonly receipts: ReceiptsDraft;
  readonly path: string;
}

/** Something that a source says is there: with `isNew` all that it says of it, else only that. */
export interface Presence {
  readonly target: object;
  readonly receipts: ReceiptsDraft;
  readonly isNew: boolean;
}

/** What a patch asks for, told apart. New links and names stand in the draft already. */
export interface Merged {
  readonly settings: Setting[];
  readonly presences: Presence[];
  /** Names that a record, or a delegation in it, is newly said to have. */
  readonly names: { readonly target: RecordDraft; readonly name: NameDraft; readonly receipts: ReceiptsDraft }[];
  /** Agreements that a meeting is newly said to have been about. */
  readonly agreements: { readonly agreement: string; readonly receipts: ReceiptsDraft }[];
  readonly problems: Problem[];
}

type Plain = Readonly<Record<string, unknown>>;

const isLink = (field: DeclaredField) => field.part !== undefined && field.part().prototype instanceof ReceiptsDraft;

/** Fields that are no properties of their own. */
const RECEIPTS = new Set(['slug', 'id', ...draftFields(ReceiptsDraft.prototype).keys()]);

/** Merges what a patch says into a draft of what is there. */
export class Merge implements Merged {
  readonly settings: Setting[] = [];
  readonly presences: Presence[] = [];
  readonly names: Merged['names'] = [];
  readonly agreements: Merged['agreements'] = [];
  readonly problems: Problem[] = [];
  readonly #scope: EditScope;
  /** The ids of links by their drafts. */
  readonly #links: Map<object, number>;
  /** Names and agreements wait outside the draft until somebody accepts them. */
  isProposal = false;
  /** Whether a link that can be several of those that are there is one more, as in a file that does not know them. */
  separates = false;

  constructor(scope: EditScope, links: Map<object, number>) {
    this.#scope = scope;
    this.#links = links;
  }

  record(draft: RecordDraft, patch: Plain, given: ReceiptsDraft, path: string): void {
    const receipts = receiptsOf(patch, given);
    for (const [key, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
      const value = patch[key];
      if (value == null || RECEIPTS.has(key)) continue;
      const at = inside(path, key);
      if (key === 'names') this.#addNames(draft, value as readonly Plain[], receipts);
      else if (key === 'agreements') this.#addAgreements(draft as MeetingDraft, value as readonly Plain[], receipts);
      else if (key === 'delegations')
        this.#mergeDelegations(draft as MeetingDraft, value as readonly Plain[], receipts, at);
      else if (isLink(field)) this.#mergeLinks(draft, key, field, value as readonly Plain[], receipts, at);
      else this.settings.push({ target: draft, property: key, value, receipts, path: at });
    }
  }

  #addNames(draft: RecordDraft, given: readonly Plain[], receipts: ReceiptsDraft): void {
    const names = draft.names ?? [];
    for (const each of given) {
      const name = fill(NameDraft, each);
      this.names.push({ target: draft, name, receipts: receiptsOf(each, receipts) });
      if (!this.isProposal) addName(names, name);
    }
    draft.names = names;
  }

  #addAgreements(draft: MeetingDraft, given: readonly Plain[], receipts: ReceiptsDraft): void {
    const known = draft.agreements ?? [];
    const idOf = (ref: string) => this.#scope.target(['AGREEMENT'], ref).id;
    for (const each of given) {
      const about = fill(MeetingAgreementDraft, each);
      if (!this.isProposal && !known.some(({ agreement }) => idOf(agreement) === idOf(about.agreement)))
        known.push(about);
      this.agreements.push({ agreement: about.agreement, receipts: receiptsOf(each, receipts) });
    }
    draft.agreements = known;
  }

  #mergeDelegations(draft: MeetingDraft, given: readonly Plain[], receipts: ReceiptsDraft, path: string): void {
    const known = draft.delegations ?? [];
    given.forEach((each, index) => {
      const at = inside(path, index);
      const same = known.find(({ slug }) => slug === each['slug']);
      if (same) {
        this.record(same, each, receipts, at);
        return;
      }
      const { members = [], ...own } = each as Plain & { members?: readonly Plain[] };
      const fresh = this.#checked(DelegationDraft, own, at);
      known.push(fresh);
      const from = receiptsOf(each, receipts);
      this.presences.push({ target: fresh, receipts: from, isNew: true });
      for (const name of fresh.names ?? []) this.names.push({ target: fresh, name, receipts: receiptsOf(name, from) });
      this.record(fresh, { members }, from, at);
    });
    draft.delegations = known;
  }

  #mergeLinks(
    owner: object,
    key: string,
    { part }: DeclaredField,
    given: readonly Plain[],
    from: ReceiptsDraft,
    path: string,
  ): void {
    const known = ((owner as Record<string, unknown>)[key] ?? []) as object[];
    const Class = (part as () => new () => object)();
    const repeated = given.flatMap((each) => (each['id'] == null ? this.#saying(Class, known, each) : null) ?? []);
    const spoken = new Set<object>(repeated);
    given.forEach((each, index) => {
      const at = inside(path, index);
      const receipts = receiptsOf(each, from);
      const target = this.#linkMeant(Class, { known, spoken }, each, at);
      if (target) spoken.add(target);
      if (target === null) {
        const { id: _, ...said } = each;
        const fresh = this.#checked(Class, said, at);
        known.push(fresh);
        spoken.add(fresh);
        this.#links.set(fresh, this.#scope.rows.nextId());
        this.presences.push({ target: fresh, receipts, isNew: true });
      } else if (target) {
        this.presences.push({ target, receipts, isNew: false });
        for (const [property, value] of Object.entries(each))
          if (value != null && !RECEIPTS.has(property))
            this.settings.push({ target, property, value, receipts, path: inside(at, property) });
      }
    });
    (owner as Record<string, unknown>)[key] = known;
  }

  /**
   * The link that a patch speaks of: null for a new one, undefined where there is no telling, which is a problem. What other
   * items of the list have spoken of is another link, unless it says all that this one does.
   */
  #linkMeant(
    Class: unknown,
    { known, spoken }: { readonly known: readonly object[]; readonly spoken: ReadonlySet<object> },
    given: Plain,
    path: string,
  ): object | null | undefined {
    if (given['id'] != null) {
      const id = readGlobalId(String(given['id']))?.id;
      const meant = known.find((each) => this.#links.get(each) === id);
      if (!meant)
        this.problems.push({
          path: inside(path, 'id'),
          message: 'is no link of this record: leave it out for a new one',
        });
      return meant;
    }
    const same = this.#saying(Class, known, given);
    if (same) return same;
    const identity = (IDENTITIES.get(Class) ?? []).filter((key) => given[key] != null);
    const alike = known.filter((each) => !spoken.has(each) && this.#says(Class, each, given, identity));
    if (identity.length > 0 && alike.length <= 1) return alike[0] ?? null;
    if (identity.length > 0 && this.separates) return null;
    this.problems.push({ path, message: 'can mean several links: give the id of the one that is meant' });
    return undefined;
  }

  /** The only link that says all that is given. */
  #saying(Class: unknown, known: readonly object[], given: Plain): object | null {
    const properties = Object.keys(given).filter((key) => given[key] != null && !RECEIPTS.has(key));
    if (properties.length === 0) return null;
    const [same, ...more] = known.filter((each) => this.#says(Class, each, given, properties));
    return same && more.length === 0 ? same : null;
  }

  #says(Class: unknown, link: object, given: Plain, properties: readonly string[]): boolean {
    const fields = draftFields((Class as { prototype: object }).prototype);
    return properties.every((key) => this.#isSame(fields.get(key), (link as Plain)[key], given[key]));
  }

  #isSame(field: DeclaredField | undefined, stored: unknown, given: unknown): boolean {
    if (stored == null) return false;
    if (field?.refers) {
      const idOf = (ref: unknown) => this.#scope.target(field.refers ?? [], String(ref)).id;
      return idOf(stored) === idOf(given);
    }
    if (field?.part?.() === LocalText) {
      const texts = (stored as readonly LocalText[]).map(({ text }) => text.toLowerCase());
      return (given as readonly LocalText[]).some(({ text }) => texts.includes(text.toLowerCase()));
    }
    if (field?.part)
      return Object.entries(given as Plain).every(([key, value]) => isAlike(key, (stored as Plain)[key], value));
    return String(stored) === String(given);
  }

  #checked<Draft extends object>(Class: new () => Draft, given: Plain, path: string): Draft {
    const draft = fill(Class, given);
    this.problems.push(...problemsOf(draft, path));
    return draft;
  }
}

/** One more name, or what kind one is that is there: the usual name of a language is one. */
export function addName(names: NameDraft[], name: NameDraft): void {
  const same = names.find(({ text, lang }) => text === name.text.trim() && lang === name.lang);
  if (same) {
    if (name.kind) same.kind = name.kind;
    return;
  }
  if (name.kind === 'PRIMARY')
    for (const other of names) if (other.lang === name.lang && other.kind === 'PRIMARY') other.kind = 'ALIAS';
  names.push(name);
}

/** Whether a part of a value, such as the unit of a quantity, is the same in other words. */
const isAlike = (key: string, stored: unknown, given: unknown): boolean =>
  given == null ||
  (key === 'unit'
    ? findUnit(String(stored))?.code === findUnit(String(given))?.code
    : String(stored) === String(given));

function fill<Draft extends object>(Class: new () => Draft, given: Plain): Draft {
  const values = Object.entries(given).filter(
    ([key, value]) => value != null && key !== 'evidence' && key !== 'claims',
  );
  return Object.assign(new Class(), Object.fromEntries(values));
}

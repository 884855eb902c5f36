import { DelegationDraft } from '../../../domain/meeting/meeting.draft.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import { type DraftField, draftFields } from '../../../domain/write/draft.js';
import { type EvidenceDraft, LocalText, NameDraft, ReceiptsDraft } from '../../../domain/write/receipts.draft.js';
import type { Place } from '../fragment.js';
import { claimsOf, type Plain, putClaims, withEvidence } from './receipts.js';

type Class = new () => object;

/** What one row says of a record, with the receipts for it. */
export interface Saying {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly evidence: readonly EvidenceDraft[];
}

/** A value that a later row of the same key gives otherwise; the first one stays. */
export interface Disagreement {
  readonly path: string;
  /** What the values refer to, if they do. */
  readonly refers: readonly RecordType[] | undefined;
  readonly kept: unknown;
  readonly other: unknown;
  readonly place: Place;
}

export interface United {
  readonly plain: Plain;
  readonly disagreements: readonly Disagreement[];
}

/** What several rows say of one record, as one: the first value counts, lists are united and a value in them counts once. */
export function unite(draft: Class, sayings: readonly Saying[]): United {
  const [first] = sayings as [Saying];
  const union = new Union();
  const plain = withEvidence(first.evidence);
  for (const saying of sayings) union.add(draft, plain, saying, '');
  return { plain, disagreements: union.disagreements };
}

class Union {
  readonly disagreements: Disagreement[] = [];
  /** What the lists hold already, by what counts as the same. */
  readonly #seen = new Map<object, Map<string, unknown>>();

  add(draft: Class, plain: Plain, saying: Saying, path: string): void {
    const known = draftFields(draft.prototype as object);
    for (const [key, value] of Object.entries(saying.fields)) {
      if (value == null) continue;
      const field = known.get(key);
      const at = path + key;
      if (field?.list && Array.isArray(value)) this.#addList(plain, key, field, { ...saying, items: value }, at);
      else if (!Object.hasOwn(plain, key)) {
        plain[key] = value;
        noteWhere(plain, key, saying);
      } else if (JSON.stringify(plain[key]) !== JSON.stringify(value))
        this.disagreements.push({
          path: at,
          refers: field?.refers,
          kept: plain[key],
          other: value,
          place: saying.place,
        });
    }
  }

  #addList(
    plain: Plain,
    key: string,
    { part }: DraftField,
    { items, ...saying }: Saying & { readonly items: readonly unknown[] },
    at: string,
  ): void {
    const Part = part?.();
    if (!Object.hasOwn(plain, key)) plain[key] = [];
    const list = plain[key] as unknown[];
    const before = list.length;
    // Most lists have one element, and nothing to compare it with.
    if (before === 0 && items.length === 1) list.push(this.#made(Part, items[0], saying, at));
    else this.#addNew(list, Part, { ...saying, items }, at);
    if (!hasReceipts(Part) && list.length > before) noteWhere(plain, key, saying);
  }

  #addNew(
    list: unknown[],
    Part: Class | undefined,
    { items, ...saying }: Saying & { readonly items: readonly unknown[] },
    at: string,
  ): void {
    const seen = this.#seen.get(list) ?? new Map(list.map((each) => [identityOf(Part, each), each]));
    this.#seen.set(list, seen);
    for (const item of items) {
      const id = identityOf(Part, item);
      const same = seen.get(id);
      if (same === undefined) {
        const added = this.#made(Part, item, saying, at);
        list.push(added);
        seen.set(id, added);
      } else if (Part === DelegationDraft)
        this.add(Part, same as Plain, { ...saying, fields: item as Plain }, `${at}.`);
      else if (Part === LocalText && (same as LocalText).text !== (item as LocalText).text)
        this.disagreements.push({ path: at, refers: undefined, kept: same, other: item, place: saying.place });
    }
  }

  #made(Part: Class | undefined, item: unknown, saying: Saying, at: string): unknown {
    if (!hasReceipts(Part) || typeof item !== 'object' || item === null) return item;
    const made = withEvidence(saying.evidence);
    if (Part === DelegationDraft) this.add(Part, made, { ...saying, fields: item as Plain }, `${at}.`);
    else Object.assign(made, item);
    return made;
  }
}

/** Notes a property that stands elsewhere than what it belongs to. */
function noteWhere(plain: Plain, property: string, { evidence }: Saying): void {
  if (plain['evidence'] === evidence) return;
  const claims = claimsOf(plain);
  const own = claims.find((claim) => claim.property === property);
  if (own) own.evidence.push(...evidence);
  else putClaims(plain, [...claims, { property, evidence: [...evidence] }]);
}

const hasReceipts = (Part: Class | undefined): Part is Class =>
  Part === NameDraft || Part?.prototype instanceof ReceiptsDraft;

function identityOf(Part: Class | undefined, item: unknown): string {
  const plain = item as Partial<Record<string, string>> | null;
  if (Part === LocalText) return plain?.['lang'] ?? '';
  if (Part === DelegationDraft) return plain?.['slug'] ?? '';
  if (Part === NameDraft) return `${plain?.['lang'] ?? ''} ${String(plain?.['text']).trim()}`;
  return JSON.stringify(item);
}

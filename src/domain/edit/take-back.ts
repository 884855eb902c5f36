import type { Transaction } from '../../database/database.js';
import { draftFields } from '../write/draft.js';
import { partsOf } from '../write/parts.js';
import type { Editing } from './edit.service.js';
import type { StoredClaim } from './stored-claims.js';

/** Whose claims are taken back: what `by` has recorded from `source`. */
export interface Speaker {
  readonly by: string;
  readonly source: number;
  /** Properties of the record, and lists of its links, of which it could not say all: nothing of these is taken back. */
  readonly unsure: ReadonlySet<string>;
}

/**
 * Takes back what a speaker said before of a record and does not say among what has been merged: links of which nobody else
 * speaks go, values give way to those of others. That the record exists stays, and so does what it cannot be without.
 */
export async function takeBack(tx: Transaction, editing: Editing, { by, source, unsure }: Speaker): Promise<void> {
  const { claims, decisions, draft } = editing;
  const isOwn = (claim: StoredClaim) => claim.recordedBy === by && claim.sources.has(source) && decisions.isLive(claim);
  decisions.replaces = isOwn;
  const isSaid = saidIn(editing);
  const spared = partsBelow(draft, unsure);
  // Links and delegations first: what is said of them goes with them.
  const own = claims.filter(isOwn).sort((a, b) => Number(a.property !== null) - Number(b.property !== null));
  for (const claim of own) {
    const target = editing.part(claim.subject, claim.link);
    if (!target || spared.has(target) || isSaid(target, claim)) continue;
    if (target === draft && (claim.property === null || unsure.has(listOf(claim.property)))) continue;
    if (claim.property === null) {
      decisions.decide(claim, 'RETRACTED');
      if (decisions.isHeld(claim)) continue;
      for (const { part } of partsOf(target)) spared.add(part);
      editing.remove(claim.link ?? claim.subject);
    } else if (isDispensable(editing, target, claim, isOwn)) {
      decisions.decide(claim, 'RETRACTED');
      await decisions.reconsider(tx, claim, target, claim.property);
    }
  }
}

const listOf = (property: string): string => (property === 'name' ? 'names' : property);

function partsBelow(draft: object, lists: ReadonlySet<string>): Set<object> {
  const values = [...lists].flatMap((key) => (draft as Readonly<Record<string, unknown>>)[key] ?? []);
  const parts = values.filter((each): each is object => typeof each === 'object' && each !== null);
  return new Set(parts.flatMap((each) => partsOf(each).map(({ part }) => part)));
}

/** Whether what has been merged speaks of what a claim is about. */
function saidIn({ merge, scope }: Editing): (target: object, claim: StoredClaim) => boolean {
  const spoken = new Map<object, Set<string>>(merge.presences.map(({ target }) => [target, new Set()]));
  for (const { target, property } of merge.settings)
    spoken.set(target, (spoken.get(target) ?? new Set()).add(property));
  const isNamed = (record: object, text: string) =>
    merge.names.some(({ target, name }) => target === record && name.text.trim() === text);
  const agreements = new Set(merge.agreements.map(({ agreement }) => scope.target(['AGREEMENT'], agreement).slug));
  return (target, { property, value }) => {
    if (property === 'name') return isNamed(target, value);
    if (property === 'agreements') return agreements.has(value);
    return property === null ? spoken.has(target) : (spoken.get(target)?.has(property) ?? false);
  };
}

/** Whether a record or link can be without what a claim says, or others say it too. */
function isDispensable(
  { decisions }: Editing,
  target: object,
  { subject, link, property }: StoredClaim,
  isOwn: (claim: StoredClaim) => boolean,
): boolean {
  const field = property === null ? undefined : draftFields(Object.getPrototypeOf(target) as object).get(property);
  const others = decisions.on(subject, link, property).filter((each) => !isOwn(each));
  return !field?.required || others.some((each) => !each.denies && decisions.isLive(each));
}

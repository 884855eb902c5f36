import { delegationWriter } from '../../domain/delegation/delegation.writer.js';
import { writerOf } from '../../domain/document/writers.js';
import { type BatchItem, located, withDelegations } from '../../domain/write/batch.js';
import { draftFields } from '../../domain/write/draft.js';
import { hydrate } from '../../domain/write/hydrate.js';
import { inside, partsOf } from '../../domain/write/parts.js';
import { NameDraft, ReceiptsDraft, type RecordDraft } from '../../domain/write/receipts.draft.js';
import { type Problem, problemsOf } from '../../graphql/input.js';
import { ClaimDraft, isMoment, NO_MOMENT } from './claim.draft.js';
import type { FileLine } from './file-lines.js';
import { fullName, type LineType, type Plain, TYPE_ORDER } from './format.js';
import { isLink, readGoneLink } from './links.js';

/** A record of a line, or a delegation in it, ready to be written. */
export interface ParsedRecord {
  readonly item: BatchItem;
  readonly recordedAt: string;
  readonly aliases: readonly string[];
  readonly claims: readonly ParsedClaim[];
}

export interface ParsedClaim {
  readonly claim: ClaimDraft;
  /** JSON. */
  readonly data: string | null;
  readonly path: string;
}

export interface ParsedLine {
  readonly type: LineType;
  /** For messages: `line 7 (agreement/mali-gold)`. */
  readonly place: string;
  /** As it stands in the file. */
  readonly plain: Plain;
  /** The record, and the delegations in it. */
  readonly records: readonly ParsedRecord[];
}

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const BESIDE = ['type', 'aliases', 'recordedAt', 'claims'];

/** The properties of a record without what stands beside them. */
const ownOf = (plain: Plain): Plain =>
  Object.fromEntries(Object.entries(plain).filter(([key]) => !BESIDE.includes(key)));

/** One line of a file of records; null where it is too wrong to be read at all. What is wrong is added to `problems`. */
export function parseLine({ number, text }: FileLine, problems: Problem[]): ParsedLine | null {
  const refused = (message: string): null => {
    problems.push({ path: `line ${number}`, message });
    return null;
  };
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch (error) {
    return refused(`is not JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  if (!isObject(plain)) return refused('must be an object');
  const type = TYPE_ORDER.find((known) => known === (plain as Plain)['type']);
  if (!type) return refused(`type: must be one of ${TYPE_ORDER.join(', ')}`);
  const place =
    typeof plain['slug'] === 'string' ? `line ${number} (${fullName(type, plain['slug'])})` : `line ${number}`;
  const found: Problem[] = [];
  const writer = writerOf(type);
  const delegations = Array.isArray(plain['delegations']) ? plain['delegations'].filter(isObject) : undefined;
  const own = delegations ? { ...ownOf(plain), delegations: delegations.map(ownOf) } : ownOf(plain);
  const draft = hydrate(writer.draft as new () => RecordDraft, own, found);
  const root: BatchItem = { writer, draft, place, path: '', position: number, within: null };
  found.push(...problemsOf(draft), ...(writer.problems?.(draft as never) ?? []), ...receiptsIn(draft));
  const links = new Set(partsOf(draft).flatMap(({ part, path }) => (isLink(part) ? [path] : [])));
  const records = withDelegations([root], delegationWriter).map((item): ParsedRecord => {
    const given = item.within ? (delegations?.[item.position] ?? {}) : plain;
    return recordOf(item, given, { links: item.within ? new Set() : links, problems: found });
  });
  problems.push(...found.map((each) => located(root, each)));
  return { type, place, plain, records };
}

/** What a file says in the claims of a record, and nowhere else. */
const RECEIPTS = [...draftFields(ReceiptsDraft.prototype).keys()];
const receiptsKeys = (part: object): readonly string[] => {
  if (part instanceof NameDraft) return ['evidence', 'status'];
  return part instanceof ReceiptsDraft ? RECEIPTS : [];
};

const receiptsIn = (draft: object): Problem[] =>
  partsOf(draft).flatMap(({ part, path }) =>
    receiptsKeys(part)
      .filter((key) => (part as Plain)[key] !== undefined)
      .map((key) => ({ path: inside(path, key), message: 'stands in the claims of the record' })),
  );

interface Reading {
  /** The paths of what claims can be on. */
  readonly links: ReadonlySet<string>;
  readonly problems: Problem[];
}

function recordOf(item: BatchItem, given: Plain, { links, problems }: Reading): ParsedRecord {
  const at = (key: string) => inside(item.path, key);
  const { recordedAt, aliases = [], claims } = given;
  if (!isMoment(recordedAt)) problems.push({ path: at('recordedAt'), message: NO_MOMENT });
  const areSlugs =
    Array.isArray(aliases) && aliases.every((each) => typeof each === 'string' && /^[a-z0-9-]+$/.test(each));
  if (!areSlugs) problems.push({ path: at('aliases'), message: 'must be a list of slugs' });
  if (!Array.isArray(claims))
    problems.push({ path: at('claims'), message: 'must be a list, empty where nothing is claimed' });
  return {
    item,
    recordedAt: String(recordedAt),
    aliases: areSlugs ? (aliases as string[]) : [],
    claims: (Array.isArray(claims) ? claims : []).map((each: unknown, index) =>
      claimOf(each, inside(at('claims'), index), { links, problems }),
    ),
  };
}

function claimOf(given: unknown, path: string, { links, problems }: Reading): ParsedClaim {
  const { data = null, ...plain } = isObject(given) ? given : {};
  const claim = hydrate(ClaimDraft, isObject(given) ? plain : given, problems, path);
  problems.push(...problemsOf(claim, path));
  const { on } = claim;
  if (on !== undefined && !links.has(on) && !readGoneLink(on))
    problems.push({ path: inside(path, 'on'), message: `must be a link of this record, such as ${example(links)}` });
  return { claim, data: data === null ? null : JSON.stringify(data), path };
}

const example = (links: ReadonlySet<string>): string => [...links][0] ?? 'terms[0] of an agreement';

import { createHash } from 'node:crypto';
import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { StartupError } from '../../errors.js';
import { savedDifferently } from './text-forms.js';

interface Pointer {
  readonly subject: string;
  readonly linkType: keyof typeof LINK_TABLES | null;
  readonly linkId: number | null;
  readonly property: string | null;
  readonly paragraph: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly quoteHash: string | null;
  readonly quote: string | null;
}

/** Where the links of each type are kept. */
const LINK_TABLES = {
  TENURE: 'tenure',
  PARTICIPATION: 'participation',
  PARTY: 'agreement_party',
  TERM: 'commodity_term',
  AMOUNT: 'money_amount',
} as const;

export interface Mismatch {
  /** Which claim the pointer belongs to: the record's slug, the link counted from 1, and the property. */
  readonly claim: string;
  /** Where it points. */
  readonly paragraph: number | null;
  readonly reason: string;
}

export interface Verification {
  /** Pointers with a place or a hash; pointers at a whole source have nothing to check. */
  readonly checked: number;
  /** null where the source has no hash of its whole text. */
  readonly wholeTextMatches: boolean | null;
  readonly mismatches: readonly Mismatch[];
  /** By what the text differs, where it is the right one but for how it was saved; else null. */
  readonly savedWith: string | null;
}

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');

/** Checks every pointer into a source against the source's text. @throws StartupError when there is no such source or the text is no UTF-8. */
export async function verifySource(database: Reads, slug: string, bytes: Uint8Array): Promise<Verification> {
  const [source] = await database.rows<{ id: number; contentHash: string | null }>(
    { id: 'r.id', contentHash: 't.content_hash' },
    sql`FROM registry r JOIN source t ON t.id = r.id WHERE r.type = 'SOURCE' AND (r.slug = ${slug}
      OR r.id = (SELECT a.record_id FROM record_alias a WHERE a.type = 'SOURCE' AND a.slug = ${slug}))`,
  );
  if (!source) throw new StartupError(`There is no source "${slug}".`);
  const pointers = await database.rows<Pointer>(
    {
      subject: 'r.slug',
      linkType: 'c.link_type',
      linkId: 'c.link_id',
      property: 'c.property',
      paragraph: 'e.paragraph',
      start: 'e.char_start',
      end: 'e.char_end',
      quoteHash: 'e.quote_hash',
      quote: 'e.quote',
    },
    sql`FROM evidence e JOIN claim c ON c.id = e.claim_id JOIN registry r ON r.id = c.subject_id
      WHERE e.source_id = ${source.id}
        AND (e.char_start IS NOT NULL OR e.quote_hash IS NOT NULL OR e.paragraph IS NOT NULL OR e.quote IS NOT NULL)
      ORDER BY e.id`,
  );
  const text = decode(bytes);
  const wrong = wrongPointers(pointers, text);
  const places = await placesOf(database, wrong);
  const mismatches = wrong.map(({ pointer, reason }) => ({
    claim: [pointer.subject, places.get(pointer.linkId), pointer.property ?? '(existence)'].filter(Boolean).join(' '),
    paragraph: pointer.paragraph,
    reason,
  }));
  const { contentHash } = source;
  const isRight = (other: string) =>
    contentHash === null ? wrongPointers(pointers, other).length === 0 : sha256(other) === contentHash;
  const wholeTextMatches = contentHash === null ? null : sha256(bytes) === contentHash;
  const isOther = wholeTextMatches === false || (contentHash === null && wrong.length > 0);
  const savedWith = isOther ? savedDifferently(text, isRight) : null;
  return { checked: pointers.length, wholeTextMatches, mismatches, savedWith };
}

interface Wrong {
  readonly pointer: Pointer;
  readonly reason: string;
}

function wrongPointers(pointers: readonly Pointer[], text: string): Wrong[] {
  const points = Array.from(text);
  const paragraphs = text.replace(/\n$/, '').split('\n');
  return pointers.flatMap((pointer) => {
    const reason = pointer.start === null ? wrongAround(pointer, paragraphs) : wrongIn(pointer, points);
    return reason ? [{ pointer, reason }] : [];
  });
}

/** What the links are called that pointers belong to, by their ids: `term 2`. */
async function placesOf(database: Reads, wrong: readonly Wrong[]): Promise<ReadonlyMap<number | null, string>> {
  const places = new Map<number | null, string>();
  for (const [type, table] of Object.entries(LINK_TABLES)) {
    const ids = wrong.flatMap(({ pointer: { linkType, linkId } }) => (linkType === type && linkId ? [linkId] : []));
    if (ids.length === 0) continue;
    const rows = await database.rows<{ id: number; position: number }>(
      { id: 't.id', position: 't.position' },
      sql`FROM ${sql.raw(table)} t WHERE ${sql.in(sql`t.id`, ids)}`,
    );
    for (const { id, position } of rows) places.set(id, `${type.toLowerCase()} ${position + 1}`);
  }
  return places;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new StartupError('The text is not valid UTF-8.', { cause });
  }
}

/** What is wrong with a pointer that does not say from where to where. */
function wrongAround({ paragraph, quoteHash, quote }: Pointer, paragraphs: readonly string[]): string | null {
  if (paragraph !== null && paragraph > paragraphs.length)
    return `points at paragraph ${paragraph} of ${paragraphs.length}`;
  const text = paragraph === null ? paragraphs.join('\n') : (paragraphs[paragraph - 1] as string);
  if (quote === null) return quoteHash === null ? null : 'has a hash and no start and end';
  if (!text.includes(quote))
    return `the quote does not stand in ${paragraph === null ? 'the text' : `paragraph ${paragraph}`}`;
  return quoteHash !== null && sha256(quote) !== quoteHash ? 'the quote has another hash' : null;
}

/** What is wrong with a pointer at a passage. */
function wrongIn({ start, end, paragraph, quoteHash, quote }: Pointer, points: readonly string[]): string | null {
  if (start === null || end === null) return 'has no end';
  if (start >= end || end > points.length)
    return `points at ${start}..${end}, outside the text of ${points.length} characters`;
  const passage = points.slice(start, end).join('');
  if (quoteHash !== null && sha256(passage) !== quoteHash) return `the passage ${start}..${end} has another hash`;
  if (quote !== null && quote !== passage) return `the passage ${start}..${end} is not the quote`;
  const line = points.slice(0, start).filter((point) => point === '\n').length + 1;
  return paragraph !== null && paragraph !== line
    ? `the passage ${start}..${end} is in paragraph ${line}, not ${paragraph}`
    : null;
}

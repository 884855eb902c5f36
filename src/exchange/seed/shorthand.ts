import type { Problem } from '../../graphql/input.js';
import type { SeedEntry } from './seed-file.js';

type Plain = Readonly<Record<string, unknown>>;

/** A named passage of a source. */
interface Span {
  readonly paragraph?: unknown;
  readonly start?: unknown;
  readonly end?: unknown;
  readonly hash?: unknown;
}

/** `SOURCE#SPAN` to the passage. */
export type Spans = ReadonlyMap<string, Span>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The passages that the sources of a seed folder name. */
export function readSpans(sources: readonly SeedEntry[], problems: Problem[]): Spans {
  const spans = new Map<string, Span>();
  for (const { slug, value } of sources) {
    const named = isPlain(value) ? value['spans'] : undefined;
    if (!isPlain(named)) continue;
    for (const [name, span] of Object.entries(named))
      if (isPlain(span)) spans.set(`${slug}#${name}`, span);
      else
        problems.push({
          path: `sources.yaml: ${slug}: spans.${name}`,
          message: 'must have paragraph, start, end and hash',
        });
  }
  return spans;
}

/** Properties that seed files write as `{ en: …, fr: … }`. */
const LOCALIZED = new Set(['title', 'capacity', 'summary', 'note']);

/** Seed files are written by hand and shorter than drafts: spans by name, texts and claims as maps. This writes them out. */
export function translate(value: unknown, spans: Spans, problems: Problem[], path = ''): unknown {
  if (Array.isArray(value)) return value.map((each, index) => translate(each, spans, problems, `${path}[${index}]`));
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'spans');
  return Object.fromEntries(
    entries.map(([key, each]) => {
      const at = `${path}${path && '.'}${key}`;
      if (key === 'evidence' && Array.isArray(each))
        return [key, each.map((pointer, index) => evidence(pointer, spans, problems, `${at}[${index}]`))];
      if (LOCALIZED.has(key) && isPlain(each)) return [key, texts(each)];
      if (key === 'claims' && isPlain(each)) return [key, claims(each, spans, problems, at)];
      if (key === 'agreements' && Array.isArray(each))
        return [key, translate(each.map(agreementOf), spans, problems, at)];
      return [key, translate(each, spans, problems, at)];
    }),
  );
}

const texts = (byLanguage: Plain) => Object.entries(byLanguage).map(([lang, text]) => ({ lang, text }));

const agreementOf = (entry: unknown) => (typeof entry === 'string' ? { agreement: entry } : entry);

const claims = (byProperty: Plain, spans: Spans, problems: Problem[], path: string) =>
  Object.entries(byProperty).map(([property, claim]) => ({
    ...(translate(claim, spans, problems, `${path}.${property}`) as Plain),
    property,
  }));

function evidence(pointer: unknown, spans: Spans, problems: Problem[], path: string): unknown {
  const { at, note, ...rest }: Plain = isPlain(pointer) ? pointer : { at: pointer };
  const [source = '', span] = String(at ?? '').split('#');
  const notes = isPlain(note) ? { note: texts(note) } : {};
  if (span === undefined) return { source, ...rest, ...notes };
  const passage = spans.get(`${source}#${span}`);
  if (!passage) {
    problems.push({ path, message: `points at "${String(at)}", but sources.yaml has no such span` });
    return { source };
  }
  const { paragraph, start, end, hash } = passage;
  return { source, paragraph, start, end, quoteHash: hash, ...rest, ...notes };
}

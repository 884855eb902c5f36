import { evidenceProblems } from '../../domain/write/evidence-problems.js';
import { hydrate } from '../../domain/write/hydrate.js';
import { EvidenceDraft } from '../../domain/write/receipts.draft.js';
import { type Problem, problemsOf } from '../../graphql/input.js';
import type { SeedEntry } from './seed-file.js';

type Plain = Readonly<Record<string, unknown>>;

/** `SOURCE#SPAN` to the passage, as evidence. */
export type Spans = ReadonlyMap<string, Plain>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PASSAGE = ['paragraph', 'start', 'end', 'hash'];

/** The passages that the sources of a seed folder name, and the sources without them. */
export function readSpans(sources: readonly SeedEntry[], problems: Problem[]): { spans: Spans; sources: SeedEntry[] } {
  const spans = new Map<string, Plain>();
  const without = sources.map((entry) => {
    if (!isPlain(entry.value)) return entry;
    const { spans: named = {}, ...value } = entry.value;
    const place = `sources.yaml: ${entry.slug}: spans`;
    if (!isPlain(named)) problems.push({ path: place, message: 'must name passages: { page: { paragraph: 1, … } }' });
    for (const [name, span] of Object.entries(isPlain(named) ? named : {}))
      spans.set(`${entry.slug}#${name}`, passageOf(entry.slug, span, problems, `${place}.${name}`));
    return { ...entry, value };
  });
  return { spans, sources: without };
}

function passageOf(source: string, span: unknown, problems: Problem[], path: string): Plain {
  const keys = isPlain(span) ? Object.keys(span) : [];
  if (!isPlain(span) || keys.length !== PASSAGE.length || !PASSAGE.every((key) => span[key] != null)) {
    problems.push({ path, message: `must have ${PASSAGE.join(', ')} and nothing else` });
    return { source };
  }
  const { hash, ...place } = span;
  const passage = { source, ...place, quoteHash: hash };
  const draft = hydrate(EvidenceDraft, passage, problems, path);
  problems.push(
    ...[...problemsOf(draft), ...evidenceProblems(draft)].map(({ path: at, message }) => ({
      path: `${path}.${at}`,
      message,
    })),
  );
  return passage;
}

/** Properties that seed files write as `{ en: …, fr: … }`. */
const LOCALIZED = new Set(['title', 'capacity', 'summary', 'note']);

/** Seed files are written by hand and shorter than drafts: spans by name, texts and claims as maps. This writes them out. */
export function translate(value: unknown, spans: Spans, problems: Problem[], path = ''): unknown {
  if (Array.isArray(value)) return value.map((each, index) => translate(each, spans, problems, `${path}[${index}]`));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const at = `${path}${path && '.'}${key}`;
      if (key === 'evidence' && Array.isArray(each))
        return [key, each.map((pointer, index) => evidence(pointer, spans, problems, `${at}[${index}]`))];
      if (LOCALIZED.has(key)) return [key, texts(each, problems, at)];
      if (key === 'claims' && isPlain(each)) return [key, claims(each, spans, problems, at)];
      if (key === 'agreements' && Array.isArray(each))
        return [key, translate(each.map(agreementOf), spans, problems, at)];
      return [key, translate(each, spans, problems, at)];
    }),
  );
}

function texts(byLanguage: unknown, problems: Problem[], path: string): unknown {
  if (isPlain(byLanguage)) return Object.entries(byLanguage).map(([lang, text]) => ({ lang, text }));
  if (typeof byLanguage !== 'string') return byLanguage;
  problems.push({ path, message: 'must say its languages: { en: …, fr: … }' });
  return undefined;
}

const agreementOf = (entry: unknown) => (typeof entry === 'string' ? { agreement: entry } : entry);

const claims = (byProperty: Plain, spans: Spans, problems: Problem[], path: string) =>
  Object.entries(byProperty).map(([property, claim]) => ({
    ...(translate(claim, spans, problems, `${path}.${property}`) as Plain),
    property,
  }));

function evidence(pointer: unknown, spans: Spans, problems: Problem[], path: string): unknown {
  const { at, note, ...rest }: Plain = isPlain(pointer) ? pointer : { at: pointer };
  const own = { ...rest, ...(note == null ? {} : { note: texts(note, problems, `${path}.note`) }) };
  const text = String(at ?? '');
  if (!text.includes('#')) return { source: text, ...own };
  const passage = spans.get(text);
  if (passage) return { ...passage, ...own };
  problems.push({ path, message: `points at "${text}", but sources.yaml has no such span` });
  return { source: text.slice(0, text.indexOf('#')) };
}

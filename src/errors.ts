/** The stable codes of `extensions.code`; docs/errors.md explains each, and a test compares the two. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'REFERENCE_NOT_FOUND',
  'REFERENCE_AMBIGUOUS',
  'WORK_LIMIT',
  'UNAVAILABLE',
  'CANNOT_START',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error whose message is meant for the person who asked; everything else is masked before it leaves the server. */
export class AccordError extends Error {
  /** graphql-js copies this object into the answer's error. */
  readonly extensions: { readonly code: ErrorCode; readonly [detail: string]: unknown };

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
    this.extensions = { code, ...details };
  }
}

const LONGEST_QUOTE = 60;

/** The text in double quotes for an error message: at most 60 characters, nothing unprintable. */
export function quoted(text: string): string {
  const letters = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\u{fffd}'));
  return letters.length > LONGEST_QUOTE ? `"${letters.slice(0, LONGEST_QUOTE).join('')}…"` : `"${letters.join('')}"`;
}

/** A value that the caller gave is wrong; `argument` names the place as a path such as `filter.date.from`. */
export class InputError extends AccordError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super('BAD_USER_INPUT', message, details);
  }
}

export interface Candidate {
  readonly type: string;
  readonly slug: string;
  readonly label: string;
}

const MOST_LISTED = 10;

const listed = (candidates: readonly Candidate[], count = candidates.length) => {
  const shown = candidates.slice(0, MOST_LISTED);
  const more = count > shown.length ? ` and ${count - shown.length} more` : '';
  return shown.map(({ label, slug }) => `${label} (${slug})`).join(', ') + more;
};

export class ReferenceNotFoundError extends AccordError {
  constructor(ref: string, wanted: string, near: readonly Candidate[], argument?: string) {
    const hint = near.length > 0 ? ` Did you mean ${listed(near)}?` : '';
    super('REFERENCE_NOT_FOUND', `Nothing of type ${wanted} is called ${quoted(ref)}.${hint}`, {
      ref,
      near,
      ...(argument !== undefined && { argument }),
    });
  }
}

export class ReferenceAmbiguousError extends AccordError {
  /** `count` is how many there are, where `candidates` are only the first of them. */
  constructor(
    ref: string,
    candidates: readonly Candidate[],
    { count = candidates.length, argument }: { readonly count?: number; readonly argument?: string | undefined } = {},
  ) {
    const message = `${quoted(ref)} can mean ${listed(candidates, count)}; give the slug of the one you mean.`;
    super('REFERENCE_AMBIGUOUS', message, { ref, candidates, ...(argument !== undefined && { argument }) });
  }
}

/** Answering would take more work than one question may cost; a narrower question is right. */
export class WorkLimitError extends AccordError {
  constructor(message: string) {
    super('WORK_LIMIT', message);
  }
}

/** The database cannot serve this request now; trying again later is right. */
export class UnavailableError extends AccordError {
  constructor(message: string, options?: ErrorOptions) {
    super('UNAVAILABLE', message, {}, options);
  }
}

/** The command cannot do its work; the command line prints the message alone and exits with 1. */
export class StartupError extends AccordError {
  constructor(message: string, options?: ErrorOptions) {
    super('CANNOT_START', message, {}, options);
  }
}

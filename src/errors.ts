/** The stable codes of `extensions.code`; docs/errors.md explains each, and a test compares the two. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'REFERENCE_NOT_FOUND',
  'REFERENCE_AMBIGUOUS',
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

const listed = (candidates: readonly Candidate[]) => candidates.map((c) => `${c.label} (${c.slug})`).join(', ');

export class ReferenceNotFoundError extends AccordError {
  constructor(ref: string, wanted: string, near: readonly Candidate[]) {
    const hint = near.length > 0 ? ` Did you mean ${listed(near)}?` : '';
    super('REFERENCE_NOT_FOUND', `Nothing of type ${wanted} is called "${ref}".${hint}`, { ref, near });
  }
}

export class ReferenceAmbiguousError extends AccordError {
  constructor(ref: string, candidates: readonly Candidate[]) {
    super('REFERENCE_AMBIGUOUS', `"${ref}" can mean ${listed(candidates)}; give the slug of the one you mean.`, {
      ref,
      candidates,
    });
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

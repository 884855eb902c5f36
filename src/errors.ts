/** The stable codes of `extensions.code`; docs/errors.md explains each, and a test compares the two. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'REFERENCE_NOT_FOUND',
  'REFERENCE_AMBIGUOUS',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'EVIDENCE_REQUIRED',
  'CONFLICT',
  'ALREADY_EXISTS',
  'IN_USE',
  'IDEMPOTENCY_CONFLICT',
  'WORK_LIMIT',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'TOO_MANY_ROOT_FIELDS',
  'TOO_MANY_FRAGMENTS',
  'TOO_MANY_FIELDS',
  'TOO_COSTLY',
  'UNAVAILABLE',
  'CLIENT_GONE',
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
  /** Where its slug does not tell it from the others. */
  readonly id?: string;
}

const MOST_LISTED = 10;

const listed = (candidates: readonly Candidate[], count = candidates.length) => {
  const shown = candidates.slice(0, MOST_LISTED);
  const more = count > shown.length ? ` and ${count - shown.length} more` : '';
  return shown.map(({ type, label, slug, id }) => `${label} (${id ? `${type} ` : ''}${slug})`).join(', ') + more;
};

export class ReferenceNotFoundError extends AccordError {
  constructor(
    ref: string,
    wanted: string,
    {
      near = [],
      argument,
      ...details
    }: {
      readonly near?: readonly Candidate[];
      readonly argument?: string | undefined;
      readonly [detail: string | symbol]: unknown;
    } = {},
  ) {
    const hint = near.length > 0 ? ` Did you mean ${listed(near)}?` : '';
    super('REFERENCE_NOT_FOUND', `Nothing of type ${wanted} is called ${quoted(ref)}.${hint}`, {
      ref,
      near,
      ...(argument !== undefined && { argument }),
      ...details,
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
    const [example] = candidates;
    const how = example?.id
      ? `records of different types can share a slug, so give the id of the one you mean: ${example.id} is the ${example.type}.`
      : 'give the slug of the one you mean.';
    const message = `${quoted(ref)} can mean ${listed(candidates, count)}; ${how}`;
    super('REFERENCE_AMBIGUOUS', message, { ref, candidates, ...(argument !== undefined && { argument }) });
  }
}

const HOW_TO_AUTHENTICATE = 'send it as the header Authorization: Bearer …';

/** Nobody is known to ask; `needed` is the role that would do. */
export class UnauthenticatedError extends AccordError {
  constructor(needed: string) {
    super('UNAUTHENTICATED', `This needs a token of role ${needed} or more: ${HOW_TO_AUTHENTICATE}.`, { needed });
  }
}

/** A token was sent that is not, or no longer, valid; why is nobody's business. */
export class InvalidTokenError extends AccordError {
  constructor() {
    super('UNAUTHENTICATED', `The token is not valid: ${HOW_TO_AUTHENTICATE}, or send none to read what is public.`);
  }
}

/** Somebody asks for more than the token allows. */
export class ForbiddenError extends AccordError {
  constructor(role: string, needed: string) {
    super('FORBIDDEN', `This needs a token of role ${needed} or more; yours is that of a ${role}.`, { role, needed });
  }
}

/** Somebody else was quicker; `current` is the present state, to decide anew with. */
export class ConflictError extends AccordError {
  constructor(message: string, current: Readonly<Record<string, unknown>>) {
    super('CONFLICT', message, { current });
  }
}

/** What is to be made is there already. */
export class AlreadyExistsError extends AccordError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super('ALREADY_EXISTS', message, details);
  }
}

/** What is to go is still referred to. */
export class InUseError extends AccordError {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super('IN_USE', message, details);
  }
}

/** A key that was used before comes with another request. */
export class IdempotencyConflictError extends AccordError {
  constructor(key: string) {
    super(
      'IDEMPOTENCY_CONFLICT',
      `The clientMutationId ${quoted(key)} was used for another request: repeat that request as it was, or take another id.`,
      { argument: 'input.clientMutationId' },
    );
  }
}

/** Answering would take more work than one question may cost; a narrower question is right. */
export class WorkLimitError extends AccordError {
  constructor(message: string) {
    super('WORK_LIMIT', message);
  }
}

/** Whoever asked has gone away, or takes no answer any more: what is done for them ends. Only logs and metrics tell of it. */
export class ClientGoneError extends AccordError {
  constructor() {
    super('CLIENT_GONE', 'Nobody waits for this answer any more.');
  }
}

/** The database cannot serve this request now; trying again later is right. */
export class UnavailableError extends AccordError {
  constructor(message: string, options?: ErrorOptions) {
    super('UNAVAILABLE', message, {}, options);
  }
}

/** The database cannot be written to now because another program holds its lock, and has been waited for. */
export class LockedError extends UnavailableError {
  constructor(options?: ErrorOptions) {
    super('Another program is writing to the database; try again later.', options);
  }
}

/** The command cannot do its work; the command line prints the message alone and exits with 1. */
export class StartupError extends AccordError {
  constructor(message: string, options?: ErrorOptions) {
    super('CANNOT_START', message, {}, options);
  }
}

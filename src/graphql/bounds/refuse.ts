import { type ASTNode, GraphQLError } from 'graphql';
import type { ErrorCode } from '../../errors.js';
import type { Limit } from './limits.js';

interface Words {
  readonly code: ErrorCode;
  /** What is counted, and what to do about it. */
  readonly counted: string;
  readonly advice: string;
}

const WORDS: Readonly<Record<Limit, Words>> = {
  tokens: {
    code: 'TOO_MANY_TOKENS',
    counted: 'tokens',
    advice: 'put values into variables, or ask in several requests',
  },
  depth: { code: 'TOO_DEEP', counted: 'levels', advice: 'ask for what lies deeper in a question of its own' },
  aliases: { code: 'TOO_MANY_ALIASES', counted: 'aliases', advice: 'ask in several requests' },
  directives: { code: 'TOO_MANY_DIRECTIVES', counted: 'directives', advice: 'leave out what is not needed' },
  rootFields: { code: 'TOO_MANY_ROOT_FIELDS', counted: 'root fields', advice: 'ask in several requests' },
  fragments: { code: 'TOO_MANY_FRAGMENTS', counted: 'fragments', advice: 'write their fields where they belong' },
  fields: { code: 'TOO_MANY_FIELDS', counted: 'fields', advice: 'ask for fewer, or in several requests' },
  cost: {
    code: 'TOO_COSTLY',
    counted: 'objects',
    advice: 'ask for smaller pages (first) or for less inside each other',
  },
};

/** Codes under which documents are refused before anything of them is run. */
export const LIMIT_CODES: ReadonlySet<unknown> = new Set(Object.values(WORDS).map(({ code }) => code));

/** What a document over a limit is told; `found` is how much it has, as far as was counted. */
export function overLimit(name: Limit, limit: number, found: number, nodes?: ASTNode): GraphQLError {
  const { code, counted, advice } = WORDS[name];
  const verb = name === 'cost' ? 'The answer could hold' : 'The document has';
  return new GraphQLError(`${verb} ${shown(found)} ${counted}, and ${limit} is the most: ${advice}.`, {
    nodes: nodes ?? null,
    extensions: { code, limit, found: Number.isSafeInteger(found) ? found : Number.MAX_SAFE_INTEGER },
  });
}

const shown = (found: number) => (Number.isSafeInteger(found) ? String(found) : 'countless');

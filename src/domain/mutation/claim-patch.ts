import { InputError, quoted } from '../../errors.js';
import { asInputError, type Problem, problemsOf } from '../../graphql/input.js';
import { draftFields } from '../write/draft.js';
import { hydrate } from '../write/hydrate.js';
import { ReceiptsDraft } from '../write/receipts.draft.js';
import type { CreateClaimInput } from './claim.input.js';

type Class = new () => object;

const NAME = 'name';
const AGREEMENTS = 'agreements';

function plainPatch(Draft: Class, { property, value }: CreateClaimInput): Record<string, unknown> {
  if (property == null) return {};
  const fields = draftFields(Draft.prototype as object);
  const isOwn = (key: string) => fields.get(key)?.part?.().prototype instanceof ReceiptsDraft;
  const receipts = draftFields(ReceiptsDraft.prototype);
  const known = [...fields.keys()]
    .filter((key) => !receipts.has(key) && !isOwn(key) && key !== 'slug' && key !== 'names')
    .concat(fields.has('names') ? NAME : [], fields.has(AGREEMENTS) ? AGREEMENTS : []);
  if (!known.includes(property))
    throw new InputError(`input.property: ${quoted(property)} is none of ${known.join(', ')}.`, {
      argument: 'input.property',
    });
  if (value == null) throw new InputError('input.value: is missing.', { argument: 'input.value' });
  if (property === NAME) return { names: [typeof value === 'string' ? { text: value } : value] };
  if (property === AGREEMENTS) return { agreements: [{ agreement: value }] };
  return { [property]: value };
}

/** A claim on a property, as a draft that says just that. @throws InputError naming what is wrong. */
export function patchOfClaim(Draft: Class, input: CreateClaimInput): object {
  const plain = plainPatch(Draft, input);
  const problems: Problem[] = [];
  const draft = hydrate(Draft, plain, problems);
  const [key = ''] = Object.keys(plain);
  const wrong = problemsOf(draft).filter(
    ({ path }) => path === key || path.startsWith(`${key}[`) || path.startsWith(`${key}.`),
  );
  const all = [...problems, ...wrong].map(({ path, message }) => ({
    path: `input.value${path
      .slice(key.length)
      .replace(/^\[0\]/, '')
      .replace(/^\.(text|agreement)$/, '')}`,
    message,
  }));
  if (all.length > 0) throw asInputError(all);
  return draft;
}

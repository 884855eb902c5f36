import { type AccordError, type Candidate, ReferenceNotFoundError } from '../../errors.js';
import { countOf, mistakesIn, type Problem, together } from '../../graphql/input.js';
import type { Context, Found } from '../context.js';
import { bestInLanguage, wantedLanguages } from '../name/language.js';
import { labelsOfRecord } from '../name/name.loaders.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { namesNear } from './near-names.js';

/** What an error holds that names nothing near yet: the types that were meant. No answer shows it. */
const TYPES = Symbol('types');

interface Untold {
  readonly [TYPES]?: readonly RecordType[];
  readonly ref?: string;
}

/** Of so many texts in one operation it is found out what is near, however many are wrong. */
const MOST_LOOKED_FOR = 20;

const nameOfTypes = (types: readonly RecordType[]) => types.map((type) => NODE_TYPES[type]).join(' or ');

/** Records as an error names them, in the reader's languages. */
export async function candidates(context: Context, found: readonly Found[]): Promise<Candidate[]> {
  const wanted = wantedLanguages(null, context.languages);
  return Promise.all(
    found.map(async ({ id, type, slug }) => {
      const names = await context.load(labelsOfRecord, id);
      return { type: NODE_TYPES[type], slug, label: bestInLanguage(names, wanted)?.text ?? slug };
    }),
  );
}

/** That nothing is called so; what is near is still to be found out, where the error is told. */
export const notFound = (ref: string, types: readonly RecordType[], argument?: string): ReferenceNotFoundError =>
  new ReferenceNotFoundError(ref, nameOfTypes(types), { argument, [TYPES]: types });

/** The same with up to five records whose names are near. */
export async function nearTo(
  context: Context,
  ref: string,
  types: readonly RecordType[],
  argument?: string,
): Promise<ReferenceNotFoundError> {
  const near = await candidates(context, await context.load(namesNear, { ref, types }));
  return new ReferenceNotFoundError(ref, nameOfTypes(types), { argument, near });
}

function mayLookFor({ lookedFor }: Context, key: string): boolean {
  if (lookedFor.has(key)) return true;
  if (lookedFor.size >= MOST_LOOKED_FOR) return false;
  lookedFor.add(key);
  return true;
}

async function asTold(context: Context, problem: Problem & Untold): Promise<readonly Problem[]> {
  const { [TYPES]: types, ref = '', path } = problem;
  if (types === undefined) return [problem];
  const isLookedFor = mayLookFor(context, `${types.join()} ${ref}`);
  return mistakesIn(
    isLookedFor
      ? await nearTo(context, ref, types, path)
      : new ReferenceNotFoundError(ref, nameOfTypes(types), { argument: path }),
  );
}

/** An error as it is told: with what is near to the names in it that mean nothing. */
export async function withNear<Refused>(context: Context, error: Refused): Promise<Refused | AccordError> {
  const problems = mistakesIn(error);
  if (!problems.some((problem) => TYPES in problem)) return error;
  const told = await Promise.all(problems.map((problem) => asTold(context, problem)));
  return together(told.flat(), countOf(error));
}

/** What `work` finds. @throws what it throws, as it is told. */
export async function telling<Value>(context: Context, work: PromiseLike<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw await withNear(context, error);
  }
}

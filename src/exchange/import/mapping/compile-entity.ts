import { writerOf } from '../../../domain/document/writers.js';
import { RecordType } from '../../../domain/record/record.enums.js';
import { warningsOf } from '../../../domain/record/warnings.js';
import type { Flag, Fragment, Mention } from '../fragment.js';
import { slugOfKey, slugText } from '../slug.js';
import { compileObject } from '../values/compile-fields.js';
import { compileKey, compileMentions } from '../values/compile-property.js';
import { compileValue } from '../values/compile-value.js';
import { compileFilters } from '../values/conditions.js';
import { compileEach } from '../values/each.js';
import { type Evaluation, inElements, type MappingPath, type Surroundings } from '../values/evaluation.js';
import type { Scope } from '../values/path.js';
import type { Entity } from './compiled.js';
import type { EntitySpec } from './mapping.schema.js';
import type { ValueSpec } from './value.schema.js';

/** A slug holds 200 characters; those of delegations are longer than their meeting's. */
const LONGEST_SLUG = 150;

export const typeOf = (schema: string): RecordType => RecordType[schema.toUpperCase() as RecordType];

type KeyOf = (scope: Scope, evaluation: Evaluation) => readonly string[];

export interface Identity {
  /** The elements of a row that each make one record, with its key. */
  readonly scopes: (evaluation: Evaluation) => readonly { readonly scope: Scope; readonly keys: readonly string[] }[];
}

/** Which records an entity makes of a row: their keys are needed by all that mention it, before its properties are. */
export function compileIdentity(spec: EntitySpec, path: MappingPath, around: Surroundings): Identity {
  const inner = spec.each === undefined ? around : inElements(around);
  if (!spec.keys && spec.key_literal === undefined)
    around.report(path, 'says no keys: the columns that tell its records apart');
  const each = spec.each === undefined ? null : compileEach(spec.each, [...path, 'each'], around);
  const holds = compileFilters(spec, path, inner);
  const keyOf: KeyOf = compileKey(spec.keys ?? [], spec.key_literal, [...path, 'keys'], inner);
  return {
    scopes: (evaluation) =>
      (each ? each(evaluation.row, evaluation) : [evaluation.row]).flatMap((scope) => {
        if (holds && !holds(scope)) return [];
        const keys = keyOf(scope, evaluation);
        return keys.length === 0 ? [] : [{ scope, keys }];
      }),
  };
}

function compileSlug(name: string, spec: EntitySpec, source: string, path: MappingPath, around: Surroundings) {
  const prefix = spec.slug_prefix ?? `${source}-${name}`;
  const template = spec.slug && compileValue(spec.slug, [...path, 'slug'], around);
  return (scope: Scope, evaluation: Evaluation, key: string): string => {
    const own = slugText(template?.(scope, evaluation)[0] ?? '')
      .slice(0, LONGEST_SLUG)
      .replace(/-+$/, '');
    return own === '' ? slugOfKey(prefix, key) : own;
  };
}

/** Texts by which a record that is there before is found: each key alone, as they are codes and names. */
function compileMeans(spec: EntitySpec, path: MappingPath, around: Surroundings): KeyOf {
  if (spec.match === 'create') return () => [];
  const keys = spec.means ?? spec.keys ?? [];
  const reads = keys.map((key, index) =>
    compileValue(
      typeof key === 'string' ? { column: key } : key,
      [...path, spec.means ? 'means' : 'keys', index],
      around,
    ),
  );
  return (scope, evaluation) => [...new Set(reads.flatMap((read) => read(scope, evaluation)))];
}

/** A delegation has a slug of its own: made of its meeting, its side and for whom it came, where the row gives none. */
function withSlug(delegation: Readonly<Record<string, unknown>>, meeting: string) {
  const { slug, side, onBehalfOf } = delegation as { slug?: string; side: string; onBehalfOf?: Mention };
  const whom = onBehalfOf && ('ref' in onBehalfOf ? onBehalfOf.ref : onBehalfOf.key);
  const own = slugText(slug ?? '');
  return {
    ...delegation,
    slug:
      own || [meeting, slugText(side), slugText(whom ?? '').slice(0, 40)].filter(Boolean).join('-').replace(/-+$/, ''),
  };
}

function flagsOf(type: RecordType, fields: Readonly<Record<string, unknown>>): Flag[] {
  const links = ['tenures', 'terms'].flatMap((key) =>
    ((fields[key] ?? []) as readonly object[]).map((link, index) => [`${key}[${index}].`, link] as const),
  );
  return [['', { type, ...fields }] as const, ...links].flatMap(([path, doubtful]) =>
    warningsOf(doubtful).map(({ property, code, message }) => ({ property: path + (property ?? ''), code, message })),
  );
}

export function compileEntity(
  name: string,
  spec: EntitySpec,
  { scopes }: Identity,
  { source, querySources }: { readonly source: string; readonly querySources: readonly ValueSpec[] },
  path: MappingPath,
  around: Surroundings,
): Entity {
  const type = typeOf(spec.schema);
  const inner = spec.each === undefined ? around : inElements(around);
  const slugOf = compileSlug(name, spec, source, path, inner);
  const means = compileMeans(spec, path, inner);
  const fieldsOf = compileObject(writerOf(type).draft, spec.properties, [...path, 'properties'], inner);
  const ownSources = (spec.sources ?? []).map((each, index) =>
    compileMentions(each, [...path, 'sources', index], inner),
  );
  const rowSources = querySources.map((each, index) =>
    compileMentions(each, [...path.slice(0, 2), 'sources', index], around),
  );
  return {
    name,
    fragments: (evaluation, place) =>
      scopes(evaluation).flatMap(({ scope, keys }): Fragment[] => {
        if (keys.length > 1)
          evaluation.problems.push({
            path: 'keys',
            message: `gives ${keys.length} values; each: { column: …, split: … } makes one record of each`,
          });
        const key = keys[0] as string;
        const slug = slugOf(scope, evaluation, key);
        const flagged = evaluation.flags.length;
        const fields = fieldsOf(scope, evaluation);
        const delegations = fields['delegations'] as Record<string, unknown>[] | undefined;
        if (delegations) fields['delegations'] = delegations.map((each) => withSlug(each, slug));
        const sources = [
          ...ownSources.flatMap((read) => read(scope, evaluation)),
          ...rowSources.flatMap((read) => read(evaluation.row, evaluation)),
        ];
        const flags = [
          ...evaluation.flags.splice(flagged),
          ...(evaluation.problems.length > 0 ? [] : flagsOf(type, fields)),
        ];
        return [{ record: name, key, slug, means: means(scope, evaluation), fields, sources, place, flags }];
      }),
  };
}

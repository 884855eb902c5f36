import { RecordType } from '../../../domain/record/record.enums.js';
import type { Alias, Match, RecordBlock } from '../fragment.js';
import { clean } from '../values/clean.js';
import { KEY_MARK } from '../values/compile-property.js';
import { columnTexts, compileFilters } from '../values/conditions.js';
import { compileEach } from '../values/each.js';
import { inElements, type MappingPath, type Surroundings } from '../values/evaluation.js';
import type { Scope } from '../values/path.js';
import { compileEntity, compileIdentity, type Identity, typeOf } from './compile-entity.js';
import type { CompiledMapping, Query } from './compiled.js';
import type { MappingSpec, QuerySpec } from './mapping.schema.js';

type Report = (path: MappingPath, message: string) => void;

const NO_NULLS: ReadonlySet<string> = new Set();

function nullsOf(nulls: QuerySpec['nulls']): (column: string) => ReadonlySet<string> {
  if (nulls === undefined) return () => NO_NULLS;
  if (Array.isArray(nulls)) {
    const all = new Set(nulls.map(clean));
    return () => all;
  }
  const byColumn = new Map(Object.entries(nulls).map(([column, texts]) => [column, new Set(texts.map(clean))]));
  return (column) => byColumn.get(column) ?? byColumn.get('*') ?? NO_NULLS;
}

/** All entities of one name are one block of records, in whatever queries they stand. */
function blocksOf({ queries }: MappingSpec, report: Report): Map<string, RecordBlock> {
  const blocks = new Map<string, RecordBlock>();
  queries.forEach(({ entities }, index) => {
    for (const [name, entity] of Object.entries(entities)) {
      const block = { type: typeOf(entity.schema), match: entity.match.toUpperCase() as Match };
      const before = blocks.get(name);
      if (before && (before.type !== block.type || before.match !== block.match))
        report(
          ['queries', index, 'entities', name],
          `"${name}" is ${before.type} with match: ${before.match.toLowerCase()} in a query before: one name is one kind of record`,
        );
      else blocks.set(name, block);
    }
  });
  return blocks;
}

function aliasesOf({ aliases = {} }: MappingSpec): Alias[] {
  return Object.entries(aliases).flatMap(([key, value]): Alias[] => {
    if (value === undefined) return [];
    if (typeof value !== 'object' || value === null) return [{ types: null, text: clean(key), ref: value }];
    return Object.entries(value as Record<string, string | null>).map(([text, ref]) => ({
      types: [RecordType[key as RecordType]],
      text: clean(text),
      ref,
    }));
  });
}

/** The values by which rows of two files are the same; none where one of its columns is empty. */
function joinKey(columns: readonly string[], around: Surroundings): (scope: Scope) => readonly string[] {
  const reads = columns.map((column) => columnTexts(column, around));
  const [only] = reads;
  if (only && reads.length === 1) return only;
  return (scope) => {
    const texts = reads.map((read) => read(scope)[0]);
    return texts.every((text) => text !== undefined) ? [texts.join(KEY_MARK)] : [];
  };
}

function compileQuery(
  spec: QuerySpec,
  index: number,
  mapping: MappingSpec,
  blocks: ReadonlyMap<string, RecordBlock>,
  report: Report,
): Query {
  const path: MappingPath = ['queries', index];
  const identities = new Map<string, Identity>();
  const columns = new Set<string>();
  const file: Surroundings = {
    nullsOf: nullsOf(spec.nulls),
    table: (name) => mapping.tables?.[name],
    columns,
    lang: mapping.lang,
    keysOf: (entity) => {
      if (!blocks.has(entity)) return undefined;
      const own = identities.get(entity);
      return own ? (evaluation) => own.scopes(evaluation).flatMap(({ keys }) => keys) : 'ELSEWHERE';
    },
    report,
  };
  const around = spec.each === undefined ? file : inElements(file);
  const entities = Object.entries(spec.entities);
  if (entities.length === 0) report([...path, 'entities'], 'names no entity: nothing would be made of the rows');
  for (const [name, entity] of entities)
    identities.set(name, compileIdentity(entity, [...path, 'entities', name], around));
  const query: Query = {
    files: spec.files,
    reader: spec.reader,
    joins: Object.entries(spec.joins ?? {}).map(([name, { files, reader, key, on }]) => ({
      name,
      files,
      reader,
      key: joinKey(key, inElements(file)),
      on: joinKey(on, file),
    })),
    columns,
    each: spec.each === undefined ? null : compileEach(spec.each, [...path, 'each'], file),
    holds: compileFilters(spec, path, around),
    entities: entities.map(([name, entity]) =>
      compileEntity(
        name,
        entity,
        identities.get(name) as Identity,
        { source: mapping.source.slug, querySources: spec.sources ?? [] },
        [...path, 'entities', name],
        around,
      ),
    ),
  };
  for (const optional of spec.optional ?? []) columns.delete(optional);
  return query;
}

export function compileMapping(
  mapping: MappingSpec,
  report: Report,
): Omit<CompiledMapping, 'name' | 'hash' | 'folder'> {
  const records = blocksOf(mapping, report);
  return {
    source: mapping.source,
    records,
    aliases: aliasesOf(mapping),
    queries: mapping.queries.map((query, index) => compileQuery(query, index, mapping, records, report)),
  };
}

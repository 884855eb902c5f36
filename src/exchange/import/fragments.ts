import { KeyStore } from '../../database/sqlite/key-store.js';
import { InputError } from '../../errors.js';
import type { Fragment, InputFile, Place, ReadOptions, Refused } from './fragment.js';
import { isNamed } from './input-files.js';
import type { CompiledMapping, Join, Query } from './mapping/compiled.js';
import { isTabular, readRows } from './readers/read-rows.js';
import { isUnreadable, type ReadRow } from './readers/row.js';
import { guarded } from './values/compile-property.js';
import type { Evaluation } from './values/evaluation.js';
import type { Scope } from './values/path.js';

type Counted = (file: InputFile, bytes: number) => void;

const filesOf = (patterns: readonly string[] | undefined, files: readonly InputFile[]): readonly InputFile[] => {
  const found = patterns ? files.filter((file) => isNamed(file, patterns)) : files;
  if (found.length === 0) throw new InputError(`None of the files is called ${(patterns ?? []).join(' or ')}.`);
  return found;
};

const rowScope = (value: unknown, { name }: InputFile): Scope => ({
  value,
  around: null,
  file: name.replace(/\.[^.]*$/, ''),
});

/** A column that a table lacks is mostly a slip of the pen; without a word, all its values would be missing. */
function requireColumns(query: Query, file: InputFile, row: unknown): void {
  const has = Object.keys(row as object);
  const joined = new Set(query.joins.map(({ name }) => name));
  const isThere = (column: string) =>
    has.includes(column) || joined.has(column.split('.')[0] ?? '') || has.includes(column.split(/[./[]/)[0] ?? '');
  const missing = [...query.columns].filter((column) => !isThere(column));
  if (missing.length > 0)
    throw new InputError(
      `${file.name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; it has ${has.join(', ')}. Columns that a file may lack are listed as optional.`,
    );
}

async function indexOf(join: Join, files: readonly InputFile[], counted: Counted): Promise<KeyStore> {
  const store = await KeyStore.make();
  for (const file of files)
    for await (const row of readRows(file, join.reader, (bytes) => counted(file, bytes))) {
      if (isUnreadable(row)) continue;
      for (const key of join.key(rowScope(row.value, file))) await store.add(key, row.value);
    }
  await store.ready();
  return store;
}

async function joined(
  value: unknown,
  file: InputFile,
  stores: readonly { readonly join: Join; readonly store: KeyStore }[],
): Promise<unknown> {
  if (stores.length === 0) return value;
  const whole = { ...(value as object) } as Record<string, unknown>;
  for (const { join, store } of stores) {
    const keys = join.on(rowScope(value, file));
    whole[join.name] = (await Promise.all(keys.map((key) => store.get(key)))).flat();
  }
  return whole;
}

/** All that the entities of a query make of one row; where one of them cannot be taken, the row is refused as a whole. */
function itemsOf(query: Query, row: Scope, place: Place): readonly (Fragment | Refused)[] {
  const evaluation: Evaluation = { row, problems: [], flags: [] };
  if (query.holds && !query.holds(row)) return [];
  let refused: string | undefined;
  const items: Fragment[] = [];
  for (const entity of query.entities) {
    const before = evaluation.problems.length;
    // Properties tell of their problems themselves; keys, slugs and elements that cannot be made out end up here.
    items.push(...guarded({}, evaluation, entity.name, [], () => entity.fragments(evaluation, place)));
    if (evaluation.problems.length > before) refused ??= entity.name;
  }
  if (refused === undefined) return items;
  return [{ record: refused, row: row.value, place, problems: evaluation.problems }];
}

/** The same, telling of rows that pass the filters and make nothing. */
function itemsOrEmpty(query: Query, row: Scope, place: Place, onEmpty: () => void): readonly (Fragment | Refused)[] {
  const items = itemsOf(query, row, place);
  if (items.length === 0 && (!query.holds || query.holds(row))) onEmpty();
  return items;
}

function* rowItems(
  query: Query,
  read: ReadRow,
  value: unknown,
  file: InputFile,
  onEmpty: () => void,
): Generator<Fragment | Refused> {
  const place: Place = { file: file.name, hash: file.hash, at: read.at };
  const scope = rowScope(value, file);
  if (!query.each) {
    yield* itemsOrEmpty(query, scope, place, onEmpty);
    return;
  }
  const { each } = query;
  const evaluation: Evaluation = { row: scope, problems: [], flags: [] };
  const elements = guarded({}, evaluation, 'each', [], () => each(scope, evaluation));
  if (evaluation.problems.length > 0) yield { record: null, row: value, place, problems: evaluation.problems };
  for (const [index, element] of elements.entries())
    yield* itemsOrEmpty(query, element, { ...place, at: `${read.at}, element ${index + 1}` }, onEmpty);
}

async function* queryItems(
  query: Query,
  files: readonly InputFile[],
  counted: Counted,
  { row, onEmpty }: { readonly row: () => void; readonly onEmpty: () => void },
): AsyncGenerator<Fragment | Refused> {
  const own = filesOf(query.files, files);
  const stores: { join: Join; store: KeyStore }[] = [];
  try {
    for (const join of query.joins)
      stores.push({ join, store: await indexOf(join, join.files ? filesOf(join.files, files) : own, counted) });
    for (const file of own) {
      let isFirst = true;
      for await (const read of readRows(file, query.reader, (bytes) => counted(file, bytes))) {
        row();
        if (isUnreadable(read)) {
          const place = { file: file.name, hash: file.hash, at: read.at };
          yield { record: null, row: read.raw, place, problems: [{ path: '', message: read.problem }] };
          continue;
        }
        if (isFirst && isTabular(query.reader)) requireColumns(query, file, read.value);
        isFirst = false;
        yield* rowItems(query, read, await joined(read.value, file, stores), file, onEmpty);
      }
    }
  } finally {
    for (const { store } of stores) await store.close();
  }
}

/**
 * Everything that the files say, row by row, query by query. What cannot be taken comes as Refused, and the rest goes on.
 * @throws InputError where a file cannot be read at all, or has not the columns that the mapping names
 */
export async function* fragmentsOf(
  mapping: CompiledMapping,
  files: readonly InputFile[],
  { onProgress, onEmpty = () => undefined }: ReadOptions = {},
): AsyncGenerator<Fragment | Refused> {
  const readBy = (patterns: readonly string[] | undefined) => filesOf(patterns, files);
  const size = mapping.queries
    .flatMap(({ files: own, joins }) => [...readBy(own), ...joins.flatMap((join) => readBy(join.files ?? own))])
    .reduce((sum, file) => sum + file.size, 0);
  let bytes = 0;
  let rows = 0;
  const counted: Counted = (file, more) => {
    bytes += more;
    onProgress?.({ file: file.name, bytes, size, rows });
  };
  for (const query of mapping.queries)
    yield* queryItems(query, files, counted, {
      onEmpty,
      row() {
        rows += 1;
      },
    });
}

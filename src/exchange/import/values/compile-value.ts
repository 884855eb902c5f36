import { fold } from '../../../domain/name/fold.js';
import { InputError, quoted } from '../../../errors.js';
import type { Table, ValueSpec } from '../mapping/value.schema.js';
import { clean, cleanLines } from './clean.js';
import { columnTexts, compileFilters, expression } from './conditions.js';
import { dateFormat, dateOfParts, NAMED_FORMATS, readDate } from './date.js';
import type { MappingPath, Surroundings, Texts } from './evaluation.js';
import { after, before, between, type Extract, found } from './extract.js';
import { compilePath, textOf } from './path.js';
import { compileTemplate } from './template.js';

const NOTHING: readonly string[] = [];

/** The formats of dates that a value declares, in the order in which they are tried. */
export function compileFormats(spec: ValueSpec, path: MappingPath, { report }: Surroundings) {
  return (spec.format ?? []).flatMap((name, index) => {
    const format = dateFormat(name);
    if (!format)
      report(
        [...path, 'format', index],
        `${quoted(name)} is not a format of dates: write a pattern such as DD/MM/YYYY, D MMMM YYYY or MM/YYYY, or one of ${NAMED_FORMATS.join(', ')}`,
      );
    return format ? [format] : [];
  });
}

function compileInterval(
  { from, to }: { from: ValueSpec; to: ValueSpec },
  path: MappingPath,
  around: Surroundings,
): Texts {
  const ends = [from, to].map((spec, index) => {
    const at = [...path, index === 0 ? 'from' : 'to'];
    return {
      read: compileValue(spec, at, around),
      formats: compileFormats(spec, at, around),
      declared: spec.format ?? [],
    };
  });
  return (scope, evaluation) => {
    const [start, end] = ends.map(({ read, formats, declared }) => {
      const [text] = read(scope, evaluation);
      return text === undefined ? undefined : readDate(text, formats, declared);
    });
    if (start === undefined && end === undefined) return NOTHING;
    if (start === end || start === undefined || end === undefined)
      return [start ?? end ?? ''].map((only) => (start === end ? only : start === undefined ? `/${end}` : `${start}/`));
    if (start > end && start.length === end.length) {
      evaluation.flags.push({
        property: '',
        code: 'DATES_REVERSED',
        message: `ends (${end}) before it begins (${start}); the beginning is kept.`,
      });
      return [start];
    }
    return [`${start}/${end}`];
  };
}

/** Where the texts of a value come from, before anything is done with them. Entities are no texts. */
function compileOrigin(spec: ValueSpec, path: MappingPath, around: Surroundings): Texts {
  const { column, columns, join, literal, literals, template, first_of, date, interval } = spec;
  // Whatever is cleaned away may be what the value is split at, so that comes first.
  const raw = spec.lines || spec.split ? rawTexts : columnTexts;
  if (column !== undefined) return raw(column, around);
  if (columns !== undefined) {
    const reads = columns.map((each) => raw(each, around));
    return (scope, evaluation) => {
      const texts = reads.flatMap((read) => read(scope, evaluation));
      return join === undefined || texts.length === 0 ? texts : [texts.join(join)];
    };
  }
  if (literal !== undefined) return () => [literal];
  if (literals !== undefined) return () => literals;
  if (template !== undefined) return compileTemplate(template, around);
  if (interval !== undefined) return compileInterval(interval, [...path, 'interval'], around);
  if (first_of !== undefined) {
    const reads = first_of.map((each, index) => compileValue(each, [...path, 'first_of', index], around));
    return (scope, evaluation) => {
      for (const read of reads) {
        const texts = read(scope, evaluation);
        if (texts.length > 0) return texts;
      }
      return NOTHING;
    };
  }
  if (date !== undefined) {
    const parts = (['year', 'month', 'day'] as const).map((part) =>
      date[part] ? compileValue(date[part], [...path, 'date', part], around) : undefined,
    );
    return (scope, evaluation) => {
      const [year, month, day] = parts.map((read) => read?.(scope, evaluation)[0]?.replace(/\.0+$/, ''));
      const isKnown = (text: string | undefined) => text !== undefined && !/^0+$/.test(text);
      if (year === undefined || !isKnown(year)) return NOTHING;
      const known = isKnown(month) ? month : undefined;
      return [dateOfParts(year, known, known !== undefined && isKnown(day) ? day : undefined)];
    };
  }
  return () => NOTHING;
}

function rawTexts(column: string, around: Surroundings): Texts {
  columnTexts(column, around);
  const path = compilePath(column);
  return (scope) => path(scope).flatMap((value) => textOf(value) ?? []);
}

function compileLookup(
  spec: ValueSpec,
  path: MappingPath,
  { table, report }: Surroundings,
): ((text: string) => readonly string[]) | undefined {
  const { lookup, otherwise = 'refuse' } = spec;
  if (lookup === undefined) return undefined;
  const entries: Table | undefined = typeof lookup === 'string' ? (table(lookup) as Table | undefined) : lookup;
  if (!entries) {
    report([...path, 'lookup'], `${quoted(String(lookup))} is not among the tables of the mapping`);
    return undefined;
  }
  const meanings = new Map(Object.entries(entries).map(([text, meaning]) => [clean(text), [meaning ?? []].flat()]));
  const folded = new Map([...meanings].map(([text, meaning]) => [fold(text), meaning]));
  return (text) => {
    const meaning = meanings.get(text) ?? folded.get(fold(text));
    if (meaning !== undefined) return meaning;
    if (otherwise === 'keep') return [text];
    if (otherwise === 'leave_out') return NOTHING;
    if (otherwise === 'refuse')
      throw new InputError(`${quoted(text)} is not in the lookup table: add it there, or say otherwise.`);
    return [otherwise.literal];
  };
}

function compileExtracts(spec: ValueSpec, path: MappingPath, around: Surroundings): Extract[] {
  return [
    spec.between && between(...spec.between),
    spec.after !== undefined && after(spec.after),
    spec.before !== undefined && before(spec.before),
    spec.pattern !== undefined && found(expression(spec.pattern, 'u', [...path, 'pattern'], around)),
  ].filter((extract) => typeof extract === 'function');
}

const CASES: Readonly<Record<string, (text: string) => string>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  title: (text) =>
    text
      .toLowerCase()
      .replace(/(^|[\s'’-])(\p{L})/gu, (_, mark: string, letter: string) => mark + letter.toUpperCase()),
  sentence: (text) => text.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase()),
};

/** What is done with each text, one step after the other; undefined where nothing is. */
function compileSteps(
  spec: ValueSpec,
  path: MappingPath,
  around: Surroundings,
): ((text: string) => readonly string[]) | undefined {
  const tidy = spec.lines ? cleanLines : clean;
  const nulls = spec.nulls && new Set(spec.nulls.map(clean));
  const inherited = around.nullsOf(spec.column ?? spec.columns?.[0] ?? '*');
  const extracts = compileExtracts(spec, path, around);
  const replaced = Object.entries(spec.replace ?? {});
  const lookup = compileLookup(spec, path, around);
  const isPlain = !spec.lines && !spec.split && !nulls && extracts.length === 0 && replaced.length === 0;
  if (isPlain && !spec.case && !spec.fold && !lookup) return undefined;
  return (given) => {
    let text = tidy(given);
    if (text === '' || (nulls ?? inherited).has(text)) return NOTHING;
    for (const extract of extracts) {
      const part = extract(text);
      if (part === undefined) return NOTHING;
      text = tidy(part);
    }
    for (const [what, by] of replaced) text = text.replaceAll(what, by);
    if (replaced.length > 0) text = tidy(text);
    if (spec.case) text = CASES[spec.case]?.(text) ?? text;
    if (spec.fold) text = fold(text);
    if (text === '') return NOTHING;
    return lookup ? lookup(text) : [text];
  };
}

function cutter(marks: readonly string[] | undefined): ((text: string) => readonly string[]) | undefined {
  if (!marks) return undefined;
  return (text) => marks.reduce<string[]>((pieces, mark) => pieces.flatMap((piece) => piece.split(mark)), [text]);
}

/** The texts of a value: its origin, cut into pieces, each piece made what the mapping says, else the default. */
export function compileValue(spec: ValueSpec, path: MappingPath, around: Surroundings): Texts {
  const own = spec.nulls ? { ...around, nullsOf: () => new Set<string>() } : around;
  const origin = compileOrigin(spec, path, own);
  const holds = compileFilters(spec, path, around);
  const pieces = cutter(spec.split);
  const isConstant = spec.literal !== undefined || spec.literals !== undefined;
  const steps = isConstant ? undefined : compileSteps(spec, path, around);
  const fallback = spec.default === undefined ? NOTHING : [spec.default];
  if (!holds && !pieces && !steps && fallback.length === 0) return origin;
  return (scope, evaluation) => {
    if (holds && !holds(scope)) return NOTHING;
    let texts = origin(scope, evaluation);
    if (pieces) texts = texts.flatMap(pieces);
    if (steps) texts = texts.flatMap(steps);
    return texts.length > 0 ? texts : fallback;
  };
}

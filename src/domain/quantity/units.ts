import { InputError, quoted } from '../../errors.js';
import { editDistance } from '../name/edit-distance.js';
import { fold } from '../name/fold.js';
import { exact, type Ratio, toNumber } from './ratio.js';
import { type Dimension, UNIT_ROWS } from './unit-table.js';

export type { Dimension } from './unit-table.js';

export const TimeUnit = { DAY: 'DAY', WEEK: 'WEEK', MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR' } as const;
export type TimeUnit = (typeof TimeUnit)[keyof typeof TimeUnit];

export interface Unit {
  /** UCUM, case-sensitive; toe and its multiples are the only codes that UCUM lacks. */
  readonly code: string;
  readonly dimension: Dimension;
  /** Times this gives the dimension's base unit: kg, m3, J, W, m2, m, 1. */
  readonly factor: number;
  /** The factor without rounding. */
  readonly ratio: Ratio;
  /** Symbols and English and French words that mean it; words fit in singular and plural. */
  readonly aliases: readonly string[];
  readonly name: { readonly en: string; readonly fr: string };
}

/** Words in singular, without articles: "millions de mètres cubes" is found as "million mètre cube". */
function wordKey(text: string): string {
  return fold(text)
    .split(' ')
    .filter((word) => !['of', 'de', 'd', 'des', 'du'].includes(word))
    .map((word) => (word.length > 2 ? word.replace(/(?<!s)s$/, '') : word))
    .join(' ');
}

// MW and mW are a thousand million apart: symbols count exactly as written, only words are folded.
const byCode = new Map<string, Unit>();
const bySymbol = new Map<string, Unit[]>();
const byWords = new Map<string, Unit[]>();

const add = (map: Map<string, Unit[]>, key: string, unit: Unit) => map.set(key, [...(map.get(key) ?? []), unit]);

for (const [code, dimension, factor, en, fr, symbolText, ...others] of UNIT_ROWS) {
  const symbols = symbolText.split(' ').filter((symbol) => symbol !== '');
  const words = [en, fr, ...others];
  const ratio = exact(factor);
  const unit: Unit = {
    code,
    dimension,
    factor: toNumber(ratio),
    ratio,
    aliases: [...symbols, ...words],
    name: { en, fr },
  };
  byCode.set(code, unit);
  for (const symbol of symbols) add(bySymbol, symbol, unit);
  for (const key of new Set(words.map(wordKey))) add(byWords, key, unit);
}

/** All units that have a name of their own. */
export const UNITS: readonly Unit[] = [...byCode.values()];

/** {anything} is UCUM's way to say what is counted; things of other names do not convert into each other. */
function countOf(text: string): Unit | undefined {
  const [, thing] = /^\{([a-z][a-z0-9 _-]{0,39})\}$/i.exec(text) ?? [];
  if (thing === undefined) return undefined;
  const name = thing.toLowerCase();
  const code = `{${name}}`;
  const own: Unit = {
    code,
    dimension: `COUNT ${name}`,
    factor: 1,
    ratio: exact('1'),
    aliases: [],
    name: { en: name, fr: name },
  };
  return byCode.get(code) ?? own;
}

function meanings(text: string): readonly Unit[] {
  const symbol = text.trim().normalize('NFKC');
  const coded = byCode.get(symbol) ?? countOf(symbol);
  return coded !== undefined ? [coded] : (bySymbol.get(symbol) ?? byWords.get(wordKey(text)) ?? []);
}

/** The unit of a UCUM code (case-sensitive), else of a symbol or an English or French word. Undefined if none or several. */
export function findUnit(text: string): Unit | undefined {
  const [unit, ...others] = meanings(text);
  return others.length === 0 ? unit : undefined;
}

function near(text: string): readonly string[] {
  const key = wordKey(text);
  if (key === '') return [];
  const distance = (unit: Unit) =>
    Math.min(...[unit.code, ...unit.aliases].map((name) => editDistance(key, wordKey(name), 2)));
  return UNITS.map((unit) => ({ unit, far: distance(unit) }))
    .filter(({ far }) => far <= Math.min(2, key.length / 3))
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
    .map(({ unit }) => `${unit.code} (${unit.name.en})`);
}

/**
 * As findUnit, but throws InputError that names the units which the text can mean or resembles.
 * argument: the place of the text in the request, such as `unit`.
 */
export function requireUnit(text: string, argument?: string): Unit {
  const found = meanings(text);
  const [unit, ...others] = found;
  if (unit !== undefined && others.length === 0) return unit;
  const candidates = others.length > 0 ? found.map(({ code, name }) => `${code} (${name.en})`) : near(text);
  const problem = others.length > 0 ? 'can mean several units' : 'is not a known unit';
  const advice =
    candidates.length > 0
      ? `did you mean ${candidates.join(', ')}?`
      : /\/|\s(per|par|a|an)\s/.test(text)
        ? 'write the unit alone, for example t; the period of a rate is a value of its own, for example MONTH.'
        : 'write a UCUM code, for example t, kg, [oz_tr], L, m3, [bbl_us], kW.h, MW, har, {vehicle} or 1.';
  throw new InputError(`${quoted(text)} ${problem}: ${advice}`, argument === undefined ? {} : { argument });
}

import type { ValueSpec } from '../mapping/value.schema.js';
import type { MappingPath, Surroundings } from './evaluation.js';

interface Constant {
  readonly text: string;
  /** Where in the value it stands. */
  readonly at: MappingPath;
}

/** The texts that a mapping itself writes for a value, whatever a row holds. */
export function constantsOf(
  { literal, literals = [], lookup, otherwise, default: fallback, split }: ValueSpec,
  { table }: Pick<Surroundings, 'table'>,
): Constant[] {
  const written = split
    ? []
    : [
        ...(literal === undefined ? [] : [{ text: literal, at: ['literal'] }]),
        ...literals.map((text, index) => ({ text, at: ['literals', index] })),
      ];
  const entries = typeof lookup === 'string' ? table(lookup) : lookup;
  const meanings = Object.entries(entries ?? {}).flatMap(([key, meaning]) =>
    [meaning ?? []].flat().map((text) => ({ text, at: typeof lookup === 'string' ? ['lookup'] : ['lookup', key] })),
  );
  return [
    ...written,
    ...meanings,
    ...(typeof otherwise === 'object' ? [{ text: otherwise.literal, at: ['otherwise', 'literal'] }] : []),
    ...(fallback === undefined ? [] : [{ text: fallback, at: ['default'] }]),
  ];
}

import type { DeclaredField } from '../../../domain/write/draft.js';
import type { PartSpec } from '../mapping/properties.schema.js';
import type { Values } from './compile-property.js';
import type { MappingPath, Surroundings } from './evaluation.js';

/** A property of a draft as the mapping fills it. */
export interface Property {
  readonly name: string;
  readonly field: DeclaredField;
  readonly values: Values;
  /** Whether it says the same whatever the row holds. */
  readonly isConstant: boolean;
}

/** Compiles the properties of a draft; given to what compiles the parts inside it, which have properties again. */
export type CompileProperties = (
  Class: new () => object,
  spec: PartSpec,
  path: MappingPath,
  around: Surroundings,
) => readonly Property[];

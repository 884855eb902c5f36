import { PropertyClaimDraft } from '../../../domain/write/receipts.draft.js';
import type { ClaimSpecs, PartSpec } from '../mapping/properties.schema.js';
import type { Evaluation, MappingPath, Surroundings } from './evaluation.js';
import type { Scope } from './path.js';
import type { CompileProperties } from './property.js';

type WithClaims = (fields: Record<string, unknown>, scope: Scope, evaluation: Evaluation) => Record<string, unknown>;

/** Claims on properties that the row does not give would be about nothing, so they are left out. */
export function compileClaims(
  specs: ClaimSpecs,
  path: MappingPath,
  around: Surroundings,
  properties: CompileProperties,
): WithClaims {
  const compiled = Object.entries(specs).map(([property, spec]) => ({
    property,
    own: properties(PropertyClaimDraft, spec as PartSpec, [...path, property], around),
  }));
  return (fields, scope, evaluation) => {
    const claims = compiled
      .filter(({ property }) => fields[property] !== undefined)
      .map(({ property, own }) => ({
        property,
        ...Object.fromEntries(
          own.flatMap(({ name, values }) => {
            const [value] = values(scope, evaluation, `claims.${property}.${name}`);
            return value === undefined ? [] : [[name, value]];
          }),
        ),
      }))
      .filter((claim) => Object.keys(claim).length > 1);
    return claims.length > 0 ? { ...fields, claims } : fields;
  };
}

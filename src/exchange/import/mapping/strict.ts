import { z } from 'zod';
import { editDistance } from '../../../domain/name/edit-distance.js';

function advice(key: string, known: readonly string[]): string {
  const [best] = known
    .map((name) => ({ name, far: editDistance(key.toLowerCase(), name.toLowerCase(), 2) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far);
  return best ? `did you mean ${best.name}?` : `known are ${known.join(', ')}`;
}

/** An object with these keys and no others; what is not known gets the nearest key, or all of them. */
export const strict = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? (issue.keys as string[])
            .map((key) => `"${key}" is not known here; ${advice(key, Object.keys(shape))}`)
            .join('; ')
        : undefined,
  });

import { z } from 'zod';
import { mappingSchema } from './mapping.schema.js';

/** The JSON Schema of mappings, by which an editor completes and checks them. */
export function printMappingSchema(): string {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input', reused: 'ref', unrepresentable: 'any' });
  return `${JSON.stringify({ ...schema, title: 'Accord import mapping' }, null, 2)}\n`;
}

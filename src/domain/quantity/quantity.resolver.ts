import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Row } from '../record/record.entity.js';
import { convert } from './convert.js';
import { Quantity, type QuantityRange } from './quantity.type.js';
import { requireUnit, TimeUnit } from './units.js';

@Resolver(() => Quantity)
export class QuantityResolver {
  @FieldResolver()
  in(
    @Root() quantity: Row<Quantity>,
    @Arg('unit', () => String, {
      description: 'The wanted unit as a UCUM code or a common name, for example t, kg or barrel.',
    })
    unit: string,
    @Arg('per', () => TimeUnit, { nullable: true, description: 'The wanted period of a rate; none for a total.' })
    per: TimeUnit | null,
  ): QuantityRange | null {
    const wanted = { unit: requireUnit(unit, 'unit'), per: per ?? null };
    const range = convert(quantity, { unit: requireUnit(quantity.unit), per: quantity.per }, wanted);
    return range && { ...range, unit: wanted.unit.code, per: wanted.per };
  }
}

import { ArrayMaxSize, ArrayNotEmpty, IsOptional, ValidateNested } from 'class-validator';
import { Field } from 'type-graphql';
import { DEEPEST, MOST_FILTERS } from '../../graphql/filter-measure.js';

/** More values than this in one list are a mistake or an attack. */
const LONGEST_LIST = 100;

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** A field of a filter that is a list: absent, or at least one value. */
export const ListField = (type: () => object, description: string): PropertyDecorator =>
  all(
    Field(() => [type() as never], { nullable: true, description }),
    IsOptional(),
    ArrayNotEmpty({ message: 'must not be an empty list: leave it out or give at least one value' }),
    ArrayMaxSize(LONGEST_LIST, { message: `must have at most ${LONGEST_LIST} values` }),
  );

/** A list of filters of the same kind; `description` is a sentence, to which the limits are added. */
export const FiltersField = (type: () => object, description: string): PropertyDecorator =>
  all(
    ListField(
      type,
      `${description.replace(/\.$/, '')}; a filter holds at most ${MOST_FILTERS} filters, nested ${DEEPEST} deep.`,
    ),
    ValidateNested({ each: true }),
  );

/** One nested input. */
export const NestedField = (type: () => object, description: string): PropertyDecorator =>
  all(
    Field(() => type() as never, { nullable: true, description }),
    IsOptional(),
    ValidateNested(),
  );

import type { Context, Found } from '../../../domain/context.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import { findRef } from '../../../domain/reference/reference.service.js';
import { quoted } from '../../../errors.js';
import { globalId } from '../../../graphql/global-id.js';
import { countryNamed } from '../names/country-name.js';
import type { Meaning } from './names.js';

const WHY = {
  past: 'is a State of the past that no present one simply continues',
  several: 'is said of several States',
};

/**
 * What a text that no record is called means as people write States: a country or, for an actor, its State. Says why where it
 * names none alone, or names an organization where only a country can stand. Null where it is none of this.
 */
export async function stateMeant(
  context: Context,
  text: string,
  types: readonly RecordType[],
): Promise<Meaning | null> {
  if (!types.includes('COUNTRY') && !types.includes('ORGANIZATION')) return null;
  const meaning = countryNamed(text);
  if (meaning && 'code' in meaning) return stateOf(context, meaning.code, types);
  if (meaning) {
    const found = await Promise.all(meaning.codes.map((code) => stateOf(context, code, types)));
    const near = found.flatMap((each) => (each ? [each.slug] : []));
    return {
      reason: `${quoted(text)} ${WHY[meaning.why]}: say in the aliases which is meant (${near.join(', ')})`,
      near,
    };
  }
  if (types.includes('ORGANIZATION')) return null;
  const body = await findRef(context, text, ['ORGANIZATION']);
  return body && { reason: `${quoted(text)} is the organization ${body.slug}, not a country`, near: [] };
}

/** By the id of the country: a slug or name of another record may look like a code. */
async function stateOf(context: Context, code: string, types: readonly RecordType[]): Promise<Found | null> {
  const country = await findRef(context, code, ['COUNTRY']);
  return country && findRef(context, globalId('Country', country.id), types);
}

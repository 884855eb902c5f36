import { InputError } from '../../errors.js';

/** Currencies of today and those that exist no more, as Unicode names them. */
const NAMES = new Intl.DisplayNames(['en'], { type: 'currency', fallback: 'none' });

/** Withdrawn codes of ISO 4217 to which Unicode gives no name. */
const NAMELESS = new Set('ARY AYM BGJ BGK CHC CSJ GHP GNE LAJ LSM MVQ PEH ROK UGW UYN VNC ZWC ZWN'.split(' '));

/** Codes that were asked for before: the name of one costs more than all else about an amount. */
const known = new Set(NAMELESS);

/** An ISO 4217 code, withdrawn ones included. @throws InputError for anything else. */
export function requireCurrency(code: string): string {
  if (known.has(code)) return code;
  if (/^[A-Z]{3}$/.test(code) && NAMES.of(code) !== undefined) {
    known.add(code);
    return code;
  }
  throw new InputError(`"${code}" is not a currency: write an ISO 4217 code such as XOF, USD or EUR.`);
}

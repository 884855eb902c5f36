import { InputError } from '../../errors.js';

/** Currencies of today and those that exist no more, as Unicode names them. */
const NAMES = new Intl.DisplayNames(['en'], { type: 'currency', fallback: 'none' });

/** Withdrawn codes of ISO 4217 to which Unicode gives no name. */
const NAMELESS = new Set('ARY AYM BGJ BGK CHC CSJ GHP GNE LAJ LSM MVQ PEH ROK UGW UYN VNC ZWC ZWN'.split(' '));

/** An ISO 4217 code, withdrawn ones included. @throws InputError for anything else. */
export function requireCurrency(code: string): string {
  if (/^[A-Z]{3}$/.test(code) && (NAMES.of(code) !== undefined || NAMELESS.has(code))) return code;
  throw new InputError(`"${code}" is not a currency: write an ISO 4217 code such as XOF, USD or EUR.`);
}

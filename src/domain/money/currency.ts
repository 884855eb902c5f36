import { InputError } from '../../errors.js';

const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code, withdrawn ones included. @throws InputError for anything else. */
export function requireCurrency(code: string): string {
  if (KNOWN.has(code)) return code;
  throw new InputError(`"${code}" is not a currency: write an ISO 4217 code such as XOF, USD or EUR.`);
}

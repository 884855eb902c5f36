import { CodeScheme } from '../commodity/commodity.enums.js';

/** A code of a classification of goods; without a scheme it may be of any. */
export interface GoodsCode {
  readonly scheme: CodeScheme | null;
  readonly code: string;
}

const SCHEME = new RegExp(`^(${Object.keys(CodeScheme).join('|')})[ :.-]*`, 'i');
const CODE = /^[0-9A-Z]{2,12}$/;

/** What a text can mean as a code: "2710", "27.10", "HS 2710", "hs2710"; empty where it is none. */
export function readGoodsCode(text: string): GoodsCode[] {
  const compact = (code: string) => code.replace(/[\s.]/g, '').toUpperCase();
  const scheme = SCHEME.exec(text);
  const codes: GoodsCode[] = [{ scheme: null, code: compact(text) }];
  if (scheme?.[1])
    codes.push({ scheme: scheme[1].toUpperCase() as CodeScheme, code: compact(text.slice(scheme[0].length)) });
  return codes.filter(({ code }) => CODE.test(code));
}

/**
 * Names whose spellings no rule brings together without also joining names that differ. Each expression is one name,
 * on a folded and transliterated word; the key is how it is written most often in English.
 */
export const FAMILIES: readonly (readonly [key: string, spellings: RegExp])[] = [
  // Arabic
  ['mohammed', /^m(?:o|u|ou)hamm?[ae]d$/],
  ['ahmed', /^ak?hm[ae]d$/],
  ['hussein', /^h(?:o|u|ou)(?:ss?[ae][iy]n|cine)$/],
  ['yusuf', /^y(?:ou|oo|u)ss?(?:ou|oo|u|e|i)(?:ff?|ph)$/],
  ['omar', /^(?:ou|o|u)mar$/],
  ['osman', /^(?:ou|o|u)(?:s|th)mane?$/],
  ['suleiman', /^s(?:ou|oo|u)l[ae][iy]mane?$/],
  ['khaled', /^khal[ei]d$/],
  ['said', /^sa(?:i|ie|ee)d$/],
  ['abdul', /^abd(?:e|u|ou)l$/],
  ['sheikh', /^(?:ch|sh)[ae][iy](?:kh|ck|k)$/],
  ['bashir', /^ba(?:ch|sh)(?:i|ee)r$/],
  ['rashid', /^ra(?:ch|sh)(?:i|ee)d$/],
  ['hisham', /^hi(?:ch|sh)am$/],
  ['sherif', /^(?:ch|sh)[ae]r(?:i|ee)f$/],
  ['gaddafi', /^(?:g|gh|k|kh|q)add?h?af[iy]$/],
  // Russian, where ё and softness are written in many ways
  ['alexander', /^ale(?:x|ks)and(?:er|re|r)$/],
  ['dmitri', /^di?mitr(?:i|y|ii|iy|yi|ij)$/],
  ['pyotr', /^p(?:yo|io|e)tr$/],
  ['fyodor', /^f(?:yo|io|e)dor$/],
  ['lenin', /^lenine?$/],
  ['stalin', /^staline?$/],
  ['gagarin', /^gagarine?$/],
  // West African
  ['diallo', /^(?:di|dj|j)all?o[wh]?$/],
  ['diarra', /^(?:di|dj)arr?a$/],
];

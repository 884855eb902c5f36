/** French words that lean on the next one, which is what is looked for: gold in "l'or", a state in "d’un État". */
const ELISIONS = /(?<![\p{L}\p{M}\p{N}])(?:(?:jus|lors|puis|quoi)?qu|[cdjlmnst])['’ʼ](?=h?[aeiouyàâäæéèêëîïôöœùûü])/giu;

/** A text without them. */
export const withoutElisions = (text: string): string => text.normalize('NFC').replace(ELISIONS, '');

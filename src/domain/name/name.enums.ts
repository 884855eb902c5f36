import { describeEnum } from '../../graphql/enum.js';

export const NameKind = {
  PRIMARY: 'PRIMARY',
  ALIAS: 'ALIAS',
  TRANSLITERATION: 'TRANSLITERATION',
  FORMER: 'FORMER',
  ACRONYM: 'ACRONYM',
} as const;
export type NameKind = (typeof NameKind)[keyof typeof NameKind];
describeEnum(NameKind, 'NameKind', 'What sort of name it is.', {
  PRIMARY: 'The usual name in its language.',
  ALIAS: 'Another name in use.',
  TRANSLITERATION: 'The name carried over from another script.',
  FORMER: 'A name no longer in use.',
  ACRONYM: 'A short form made of initials.',
});

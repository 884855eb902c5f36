import { DataState1700000000000 } from './1700000000000-data-state.js';
import { Facts1795472197387 } from './1795472197387-facts.js';
import { LatinWords1795475000247 } from './1795475000247-latin-words.js';
import { WordIndex1795482283743 } from './1795482283743-word-index.js';
import { Labels1795484768167 } from './1795484768167-labels.js';
import { RelatedCounts1795485751751 } from './1795485751751-related-counts.js';
import { DenyingClaims1795486469785 } from './1795486469785-denying-claims.js';
import { Encounters1795487077211 } from './1795487077211-encounters.js';
import { SortKeys1795487946388 } from './1795487946388-sort-keys.js';
import { History1795501877450 } from './1795501877450-history.js';
import { Writing1795503486860 } from './1795503486860-writing.js';
import { NamesVersion1795797900000 } from './1795797900000-names-version.js';
import { Imports1795798232182 } from './1795798232182-imports.js';
import { Proposals1795816597220 } from './1795816597220-proposals.js';

export const postgresMigrations = [
  DataState1700000000000,
  Facts1795472197387,
  LatinWords1795475000247,
  WordIndex1795482283743,
  Labels1795484768167,
  RelatedCounts1795485751751,
  DenyingClaims1795486469785,
  Encounters1795487077211,
  SortKeys1795487946388,
  History1795501877450,
  Writing1795503486860,
  NamesVersion1795797900000,
  Imports1795798232182,
  Proposals1795816597220,
];

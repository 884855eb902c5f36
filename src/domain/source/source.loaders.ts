import { recordTable } from '../record/record.loaders.js';
import type { Source } from './source.entity.js';

export const sources = recordTable<Source>('SOURCE', 'source', {
  kind: 't.kind',
  url: 't.url',
  publisherId: 't.publisher_id',
  lang: 't.lang',
  publishedOn: 't.published_on',
  contentHash: 't.content_hash',
  claimCount: 't.claim_count',
});

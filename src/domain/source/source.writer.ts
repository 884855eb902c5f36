import { boundColumns } from '../date/bound-columns.js';
import { recordWriter } from '../write/writer.js';
import { SourceDraft } from './source.draft.js';

export const sourceWriter = recordWriter<SourceDraft>({
  type: 'SOURCE',
  draft: SourceDraft,
  table: 'source',
  owned: [],
  row: ({ kind, url, publisher, lang, publishedOn, contentHash }, scope) => ({
    kind,
    url: url ?? null,
    publisher_id: scope.id(['ORGANIZATION'], publisher),
    lang: lang ?? null,
    published_on: publishedOn ?? null,
    ...boundColumns('date', publishedOn),
    content_hash: contentHash ?? null,
  }),
  values: ({ kind, url, publisher, lang, publishedOn, contentHash }, scope) => ({
    kind,
    url,
    publisher: scope.slug(['ORGANIZATION'], publisher),
    lang,
    publishedOn,
    contentHash,
  }),
  date: ({ publishedOn }) => publishedOn,
});

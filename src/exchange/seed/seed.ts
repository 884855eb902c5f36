import type { Database } from '../../database/database.js';
import { agreementWriter } from '../../domain/agreement/agreement.writer.js';
import { commodityWriter } from '../../domain/commodity/commodity.writer.js';
import { countryWriter } from '../../domain/country/country.writer.js';
import { meetingWriter } from '../../domain/meeting/meeting.writer.js';
import { organizationWriter } from '../../domain/organization/organization.writer.js';
import { personWriter } from '../../domain/person/person.writer.js';
import { placeWriter } from '../../domain/place/place.writer.js';
import { sourceWriter } from '../../domain/source/source.writer.js';
import { type BatchItem, located } from '../../domain/write/batch.js';
import { hydrate } from '../../domain/write/hydrate.js';
import type { RecordDraft } from '../../domain/write/receipts.draft.js';
import { type Report, writeRecords } from '../../domain/write/write.service.js';
import type { RecordWriter } from '../../domain/write/writer.js';
import { asInputError, type Problem } from '../../graphql/input.js';
import { countries, states } from './countries.js';
import { readSeedFile, refuseOtherFiles, type SeedEntry } from './seed-file.js';
import { readSpans, translate } from './shorthand.js';
import { asWritten } from './written-paths.js';

/** The files of a seed folder, in the order in which their records are entered. */
const FILES: readonly (readonly [string, RecordWriter<never>])[] = [
  ['sources.yaml', sourceWriter as RecordWriter<never>],
  ['organizations.yaml', organizationWriter as RecordWriter<never>],
  ['places.yaml', placeWriter as RecordWriter<never>],
  ['people.yaml', personWriter as RecordWriter<never>],
  ['commodities.yaml', commodityWriter as RecordWriter<never>],
  ['agreements.yaml', agreementWriter as RecordWriter<never>],
  ['meetings.yaml', meetingWriter as RecordWriter<never>],
];

/**
 * Loads a folder of seed files, and the countries with their States. Loading twice changes nothing; a record that
 * somebody changed since is kept as it is. All or nothing.
 * @throws InputError naming file, record and reason of everything that is wrong.
 */
export async function seedDatabase(database: Database, options: { readonly folder: string }): Promise<Report> {
  await refuseOtherFiles(
    options.folder,
    FILES.map(([name]) => name),
  );
  const files = await Promise.all(
    FILES.map(async ([name, writer]) => ({ name, writer, read: await readSeedFile(options.folder, name) })),
  );
  const problems: Problem[] = [];
  const { spans, sources } = readSpans(files.find(({ name }) => name === 'sources.yaml')?.read ?? [], problems);
  const item = (writer: RecordWriter<never>, file: string, entry: SeedEntry, position: number): BatchItem => {
    const found: Problem[] = [];
    const place = `${file}: ${entry.slug}`;
    const draft: RecordDraft = hydrate(
      writer.draft as new () => RecordDraft,
      translate(entry.value, spans, found),
      found,
    );
    const made: BatchItem = {
      writer,
      draft,
      place,
      path: '',
      position,
      within: null,
      written: (path) => asWritten(draft, path),
    };
    problems.push(...found.map((problem) => located(made, problem)));
    return made;
  };
  const items = [
    ...countries().map((value, at) => item(countryWriter as RecordWriter<never>, 'countries', value, at)),
    ...states().map((value, at) => item(organizationWriter as RecordWriter<never>, 'states', value, at)),
    ...files.flatMap(({ name, writer, read }) =>
      (name === 'sources.yaml' ? sources : read).map((entry, at) => item(writer, name, entry, at)),
    ),
  ];
  if (problems.length > 0) throw asInputError(problems);
  return writeRecords(database, items, { by: 'seed' });
}

import { InputError } from '../../../errors.js';
import type { Problem } from '../../../graphql/input.js';
import { type Fragment, LEFT_OUT, type Place, type Refused } from '../fragment.js';
import type { Names } from './names.js';
import type { Quarantine, Quarantined } from './quarantine.js';
import { Reasons } from './reasons.js';
import { emptyReport, type ImportReport, type Noted, type Progress } from './report.js';
import type { Said, StagedItem } from './staging.js';
import type { Outcome, Taken } from './write-batch.js';

/** So many flags, disagreements and vanished records are listed one by one; all are counted. */
const MOST_LISTED = 1000;

interface Options {
  readonly dryRun: boolean;
  readonly strict: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

export const whereIs = ({ file, at }: Place): string => `${file}: ${at}`;

/** Counts what becomes of an import, and puts aside what cannot be taken. */
export class Reporting {
  readonly #report: ImportReport;
  readonly #quarantine: Quarantine;
  readonly #options: Options;
  readonly #reasons = new Reasons();
  /** Rows of which it is not known which records they would have been. */
  refusedRows = 0;
  #done = 0;
  #stage: Progress['stage'] = 'reading';

  constructor(quarantine: Quarantine, options: Options) {
    this.#report = emptyReport(options.dryRun);
    this.#quarantine = quarantine;
    this.#options = options;
  }

  progress(stage: Progress['stage'], more: number, total: number | null): void {
    if (stage !== this.#stage) this.#done = 0;
    this.#stage = stage;
    this.#done += more;
    this.#options.onProgress?.({ stage, done: this.#done, total });
  }

  async refusedRow({ record, row, place, problems }: Refused): Promise<void> {
    this.#report.quarantined += 1;
    this.refusedRows += 1;
    await this.#putAside({ kind: 'row', place, problems, row, ...(record === null ? {} : { record }) });
  }

  async refusedRecord({ record, key }: StagedItem, said: readonly Said[], problems: readonly Problem[]): Promise<void> {
    this.#report.quarantined += 1;
    const [first] = said as [Said];
    await this.#putAside({
      kind: 'record',
      place: first.place,
      problems,
      record,
      key,
      row: said.map(({ fields }) => fields),
    });
  }

  async flags({ record, key, flags, place }: Fragment): Promise<void> {
    for (const { property, code, message } of flags)
      if (code === LEFT_OUT) {
        this.#report.leftOut += 1;
        await this.#write({ kind: 'value', place, problems: [{ path: property, message }], record, key });
      } else this.#note('flags', { record, key, where: whereIs(place), property, message: `${code}: ${message}` });
  }

  async outcome({ taken, refused }: Outcome, names: Names): Promise<void> {
    for (const each of taken) {
      this.#report[each.action] += 1;
      await this.#taken(each, names);
    }
    for (const { prepared, problems } of refused) {
      await this.refusedRecord(prepared.staged, prepared.sayings, problems);
      for (const { mention, types, missing } of prepared.lost)
        if ('ref' in mention) names.miss({ ref: mention.ref, types }, missing, whereIs(placeOf(prepared)));
    }
  }

  /** What was left out of a record that was taken, and what its rows say differently. */
  async #taken({ prepared }: Taken, names: Names): Promise<void> {
    const { staged, lost, disagreements } = prepared;
    const { record, key } = staged;
    const place = placeOf(prepared);
    for (const { path, mention, types, missing } of lost) {
      if (missing.isMeant) continue;
      this.#report.leftOut += 1;
      if ('ref' in mention) names.miss({ ref: mention.ref, types }, missing, whereIs(place));
      await this.#putAside({
        kind: 'value',
        place,
        problems: [{ path, message: missing.reason }],
        record,
        key,
        row: mention,
      });
    }
    for (const { path, kept, other, place: at } of disagreements)
      this.#note('disagreements', {
        record,
        key,
        where: whereIs(at),
        property: path,
        message: `says ${written(other)}; ${written(kept)} was first`,
      });
  }

  vanished(record: string, key: string, slug: string | null): void {
    this.#note('vanished', { record, key, where: '', property: '', message: slug ?? '' });
  }

  retracted(): void {
    this.#report.retracted += 1;
  }

  report(names: Names): ImportReport {
    return {
      ...this.#report,
      reasons: this.#reasons.all(),
      reasonsMore: this.#reasons.more,
      unresolved: names.missed(),
      unresolvedMore: names.missedMore,
      quarantine: this.#quarantine.path,
    };
  }

  #note(list: 'flags' | 'disagreements' | 'vanished', noted: Noted): void {
    const known = this.#report[list];
    known.count += 1;
    if (known.first.length < MOST_LISTED) known.first.push(noted);
  }

  async #putAside(line: Quarantined): Promise<void> {
    if (this.#options.strict) {
      const reasons = line.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
      throw new InputError(`${whereIs(line.place)}: ${reasons}`);
    }
    await this.#write(line);
  }

  async #write(line: Quarantined): Promise<void> {
    if (!isName(line.row))
      for (const { path, message } of line.problems)
        this.#reasons.add({ record: line.record ?? null, property: path, message, first: whereIs(line.place) });
    await this.#quarantine.add(line);
  }
}

/** A name that means nothing is listed among those. */
const isName = (row: unknown): boolean => typeof row === 'object' && row !== null && 'onMissing' in row;

/** A value as its row has it. */
function written(value: unknown): string {
  const { ref, key, text } = Object(value) as {
    readonly ref?: unknown;
    readonly key?: unknown;
    readonly text?: unknown;
  };
  return JSON.stringify(ref ?? key ?? text ?? value);
}

const placeOf = ({ sayings }: Taken['prepared']): Place => (sayings[0] as Said).place;

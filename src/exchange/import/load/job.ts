import type { Reads } from '../../../database/database.js';
import { importedOf } from '../../../domain/imported/imported.service.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import type { Target } from '../../../domain/write/scope.js';
import type { Origin } from '../../../domain/write/write.service.js';
import { InputError } from '../../../errors.js';
import type { Mapping, RecordBlock } from '../fragment.js';
import type { Names } from './names.js';
import type { Staging } from './staging.js';

interface Key {
  readonly record: string;
  readonly key: string;
}

const textOf = ({ record, key }: Key) => JSON.stringify([record, key]);

/** What all steps of one import share. */
export class Job {
  readonly names: Names;
  readonly staging: Staging;
  readonly origin: Origin;
  /** The files whose records are taken back where they are no longer in them. */
  retracts: ReadonlySet<string> = new Set();
  readonly #records: Mapping['records'];
  #source: Target | undefined;

  constructor(
    { records }: Pick<Mapping, 'records'>,
    shared: { readonly names: Names; readonly staging: Staging; readonly origin: Origin },
  ) {
    this.#records = records;
    this.names = shared.names;
    this.staging = shared.staging;
    this.origin = shared.origin;
  }

  /** The source that everything comes from; known once it has been written. */
  get source(): Target {
    if (!this.#source) throw new Error('The source of the import has not been written.');
    return this.#source;
  }

  set source(source: Target) {
    this.#source = source;
  }

  block(record: string): RecordBlock {
    const block = this.#records.get(record);
    if (!block) throw new InputError(`The mapping has no record called ${JSON.stringify(record)}.`);
    return block;
  }

  /** Whether the mapping still makes such records. */
  makes(record: string): boolean {
    return this.#records.has(record);
  }

  typeOf(record: string): RecordType {
    return this.block(record).type;
  }

  /** Whether an earlier run knew any of these. */
  async isKnown(reads: Reads, staged: readonly Key[]): Promise<boolean> {
    const [first] = staged;
    if (!first) return false;
    const own = staged.filter(({ record }) => record === first.record).map(({ key }) => key);
    return (await importedOf(reads, this.source.id, first.record, own)).length > 0;
  }

  /** The records that keys of the import stand for: what this run has written, else what an earlier one has. */
  async targets(reads: Reads, keys: readonly Key[]): Promise<(key: Key) => Target | undefined> {
    const wanted = new Map(keys.map((each) => [textOf(each), each]));
    const found = new Map<string, Target>();
    const staged = await this.staging.find([...wanted.values()].map(({ record, key }) => [record, key]));
    for (const { record, key, target, targetSlug } of staged) {
      wanted.delete(textOf({ record, key }));
      if (target !== null && targetSlug !== null) found.set(textOf({ record, key }), { id: target, slug: targetSlug });
    }
    const others = [...wanted.values()];
    for (const name of new Set(others.map(({ record }) => record))) {
      const own = others.filter(({ record }) => record === name).map(({ key }) => key);
      for (const { key, recordId, slug } of await importedOf(reads, this.source.id, name, own))
        if (recordId !== null && slug !== null) found.set(textOf({ record: name, key }), { id: recordId, slug });
    }
    return (key) => found.get(textOf(key));
  }
}

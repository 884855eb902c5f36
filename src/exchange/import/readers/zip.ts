import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { InputError } from '../../../errors.js';

/** A part may grow to this when it is unpacked, and to this many times its packed size: more is a bomb. */
const LARGEST_PART = 4 * 1024 ** 3;
const MOST_GROWTH = 1000;
const MOST_PARTS = 10_000;

/** The parts of a zip file, by name, read as streams; nothing is written to disk. */
export class Zip {
  readonly #file: ZipFile;
  readonly #name: string;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(file: ZipFile, name: string, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#name = name;
    this.#entries = entries;
  }

  /** @throws InputError where it is no zip file. */
  static async open({ path, name }: { readonly path: string; readonly name: string }): Promise<Zip> {
    const refuse = (why: string) => new InputError(`${name} is not an XLSX workbook: ${why}.`);
    const file = await new Promise<ZipFile>((resolve, reject) => {
      yauzl.open(path, { autoClose: false, lazyEntries: true }, (error, opened) =>
        error ? reject(refuse(error.message)) : resolve(opened),
      );
    });
    const entries = new Map<string, Entry>();
    await new Promise<void>((resolve, reject) => {
      file.on('error', (error: Error) => reject(refuse(error.message)));
      file.on('end', resolve);
      file.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry);
        if (entries.size > MOST_PARTS) reject(refuse(`it has more than ${MOST_PARTS} parts`));
        else file.readEntry();
      });
      file.readEntry();
    }).catch((error: unknown) => {
      file.close();
      throw error;
    });
    return new Zip(file, name, entries);
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /** @throws InputError where there is no such part, or one that is made to fill the memory. */
  async read(part: string): Promise<Readable> {
    const entry = this.#entries.get(part);
    if (!entry) throw new InputError(`${this.#name} is not an XLSX workbook: it has no ${part}.`);
    const { compressedSize, uncompressedSize } = entry;
    if (uncompressedSize > LARGEST_PART || uncompressedSize > Math.max(compressedSize, 1024) * MOST_GROWTH)
      throw new InputError(
        `${this.#name}: ${part} is far larger than its ${compressedSize} packed bytes: it is not read.`,
      );
    return new Promise((resolve, reject) => {
      this.#file.openReadStream(entry, (error, stream) =>
        error
          ? reject(new InputError(`${this.#name}: ${part} cannot be unpacked: ${error.message}.`))
          : resolve(stream),
      );
    });
  }

  close(): void {
    this.#file.close();
  }
}

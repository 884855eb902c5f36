// Measures how much memory `accord import` takes for files of any size: npm run bench:import-memory -- [--mb 1000]
// docs/performance.md says what is measured and how.
import { copyFileSync, createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { cpuOf, usageOf } from './usage.mjs';

const USAGE = `Usage: npm run bench:import-memory -- [options]
  --mb 1000                    how large each file is, in megabytes
  --formats json,jsonl,csv,xml which formats
  --keep 1000                  of so many rows, one becomes a record; 1 keeps all
  --folder DIR                 where the files are made, and removed again (the folder for temporary files without it)`;
const MAIN = path.resolve(import.meta.dirname, '../../dist/main.js');
const MB = 1_000_000;

const { values } = parseArgs({
  options: {
    mb: { type: 'string', default: '1000' },
    formats: { type: 'string', default: 'json,jsonl,csv,xml' },
    keep: { type: 'string', default: '1000' },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
});
const [mb, keep] = [values.mb, values.keep].map(Number);
const FORMATS = {
  json: { begin: '{"meta":{"of":"places"},"places":[\n', between: ',\n', end: '\n]}\n', row: JSON.stringify },
  jsonl: { begin: '', between: '\n', end: '\n', row: JSON.stringify },
  csv: { begin: 'id,kept,name,country,note\n', between: '\n', end: '\n', row: (row) => Object.values(row).join() },
  xml: {
    begin: '<all><places>\n',
    between: '\n',
    end: '\n</places></all>\n',
    row: (row) =>
      `<place>${Object.entries(row)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('')}</place>`,
  },
};
const formats = values.formats.split(',');
if (values.help || !(mb > 0) || !Number.isSafeInteger(keep) || !formats.every((name) => Object.hasOwn(FORMATS, name))) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

/** Rows of some 700 bytes, until there are as many bytes as wanted. */
function* pieces({ begin, between, end, row }, bytes) {
  yield begin;
  let written = 0;
  for (let id = 1; written < bytes; id += 1) {
    const kept = id % keep === 0 ? 'yes' : 'no';
    const note = `Row ${id} says at some length what nobody reads. `.repeat(13).trim();
    const piece = (id === 1 ? '' : between) + row({ id, kept, name: `Place ${id}`, country: 'Mali', note });
    written += piece.length;
    yield piece;
  }
  yield end;
}

const mappingOf = (format) => `source: { slug: bench-memory, kind: DATASET, names: Invented places }
queries:
  - reader: { format: ${format}${{ json: ', records: places', xml: ', records: //place' }[format] ?? ''} }
    filters: { kept: 'yes' }
    entities:
      place:
        schema: Place
        keys: [id]
        properties: { names: { column: name }, country: { column: country } }
`;

const folder = mkdtempSync(path.join(values.folder, 'accord-bench-memory-'));
const at = (name) => path.join(folder, name);
const environment = (file) => ({ DATABASE_URL: `sqlite:${at(file)}`, LOG_LEVEL: 'error' });

async function measure(format, bytes) {
  const file = at(`places.${format}`);
  await pipeline(Readable.from(pieces(FORMATS[format], bytes)), createWriteStream(file));
  writeFileSync(at('mapping.yaml'), mappingOf(format));
  for (const end of ['-wal', '-shm']) rmSync(at(`after.db${end}`), { force: true });
  copyFileSync(at('before.db'), at('after.db'));
  const args = ['import', at('mapping.yaml'), file, '--quiet', '--work-dir', folder];
  const { cpu, memory } = await usageOf(MAIN, args, { environment: environment('after.db'), memoryFile: at('memory') });
  const size = statSync(file).size;
  rmSync(file);
  return { size, cpu, memory };
}

try {
  await cpuOf(process.execPath, [MAIN, 'migrate'], { environment: environment('before.db') });
  await cpuOf(process.execPath, [MAIN, 'seed'], { environment: environment('before.db') });
  for (const format of formats)
    for (const share of [0.1, 1]) {
      const { size, cpu, memory } = await measure(format, share * mb * MB);
      const [read, peak] = [size, memory].map((number) => Math.round(number / MB));
      console.log(`${format}: ${read} MB read, at most ${peak} MB of memory, ${cpu.toFixed(0)} s of CPU`);
    }
} finally {
  rmSync(folder, { recursive: true });
}

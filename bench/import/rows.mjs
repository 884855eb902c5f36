// The file that is imported: as many invented rows as wanted, the same ones on every machine.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { random } from '../random.mjs';

const STATES = ['Mali', 'Senegal', 'France', 'China', 'India', 'Brazil', 'Kenya', 'Ghana', 'Vietnam', 'Türkiye'];
const COMMODITIES = ['rice', 'wheat', 'diesel', 'gold', 'cotton', 'cement', 'copper', 'sugar'];
const WORDS = ['northern', 'harbour', 'railway', 'river', 'valley', 'station', 'bridge', 'mine', 'delivery', 'solar'];
/** Rows that share a company. */
const ROWS_A_COMPANY = 50;

function* lines(count, seed) {
  const { pick, below, between } = random(seed);
  const two = (number) => `${number}`.padStart(2, '0');
  yield 'id,title,summary,signed,seller,buyer,company,commodity,quantity,amount\n';
  for (let id = 1; id <= count; id += 1) {
    const seller = below(STATES.length);
    const buyer = STATES[(seller + between(1, STATES.length - 1)) % STATES.length];
    const company = Math.floor(id / ROWS_A_COMPANY) * STATES.length + seller;
    const title = `${pick(WORDS)} ${pick(WORDS)} contract ${id}`;
    const summary = `Delivers for the ${pick(WORDS)} ${pick(WORDS)} until the ${pick(WORDS)} is ready`;
    const signed = `${between(1990, 2024)}-${two(between(1, 12))}-${two(between(1, 28))}`;
    const figures = [pick(COMMODITIES), between(1, 90_000), `${between(1, 999_999)}.${two(below(100))}`];
    yield `${[id, title, summary, signed, STATES[seller], buyer, `Company ${company}`, ...figures].join()}\n`;
  }
}

export const writeRows = (file, count, seed) => pipeline(Readable.from(lines(count, seed)), createWriteStream(file));

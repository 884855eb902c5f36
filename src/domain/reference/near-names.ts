import { sql } from '../../database/sql.js';
import type { Context } from '../context.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { editDistance, spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';
import type { RecordType } from '../record/record.enums.js';
import type { Found } from './reference.service.js';

const MOST = 5;
/** Names compared at most: a hint must not cost more than an answer. */
const COMPARED = 2000;

/** Up to five records whose names are nearly the text: same spelling key, a few letters apart, or beginning with it. */
export async function nearNames(context: Context, ref: string, types: readonly RecordType[]): Promise<Found[]> {
  const key = nameKey(transliterate(fold(ref)));
  if (key === '') return [];
  const first = key.slice(0, 1);
  const after = String.fromCodePoint((first.codePointAt(0) as number) + 1);
  const read = (column: string) =>
    context.database.rows<Found & { key: string }>(
      { id: 'r.id', type: 'r.type', slug: 'r.slug', key: column },
      sql`FROM record_name n JOIN registry r ON r.id = n.record_id WHERE ${sql.in(sql`n.record_type`, types)}
        AND ${sql.raw(column)} >= ${first} AND ${sql.raw(column)} < ${after} LIMIT ${COMPARED}`,
    );
  const names = [...(await read('n.key')), ...(await read('n.latin_key'))];
  const sound = (text: string) => wordsOf(text).map(spellingKey).join('');
  const heard = sound(key);
  const most = Math.max(1, Math.floor(key.length / 3));
  const distance = (name: string) => {
    if (sound(name) === heard) return 0.5;
    const apart = editDistance(key, name, most);
    if (apart <= most) return apart;
    return name.startsWith(key) || key.startsWith(name) ? most + 1 : null;
  };
  const best = new Map<number, { found: Found; apart: number }>();
  for (const { key: name, ...found } of names) {
    const apart = distance(name);
    const known = best.get(found.id);
    if (apart !== null && (!known || apart < known.apart)) best.set(found.id, { found, apart });
  }
  return [...best.values()]
    .sort((a, b) => a.apart - b.apart || (a.found.slug < b.found.slug ? -1 : 1))
    .slice(0, MOST)
    .map(({ found }) => found);
}

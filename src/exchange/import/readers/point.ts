/** The sizes of the envelopes of a GeoPackage geometry, by their number in its flags. */
const ENVELOPES = [0, 32, 48, 48, 64];
const HEADER = 8;
const POINT = 1;

/** Longitude and latitude of a point as GeoPackage stores it; undefined for any other bytes. */
export function pointOf(bytes: Buffer): { readonly x: number; readonly y: number } | undefined {
  if (bytes.length < HEADER + 21 || bytes.toString('latin1', 0, 2) !== 'GP') return undefined;
  const flags = bytes[3] ?? 0;
  const start = HEADER + (ENVELOPES[(flags >> 1) & 7] ?? Number.NaN);
  if (Number.isNaN(start) || bytes.length < start + 21) return undefined;
  const isLittle = bytes[start] === 1;
  const type = isLittle ? bytes.readUInt32LE(start + 1) : bytes.readUInt32BE(start + 1);
  // Points with height and measure are 1001, 2001 and 3001.
  if (type % 1000 !== POINT) return undefined;
  const at = (offset: number) => (isLittle ? bytes.readDoubleLE(offset) : bytes.readDoubleBE(offset));
  const [x, y] = [at(start + 5), at(start + 13)];
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : { x, y };
}

/** Opaque ids of the Relay Node interface: the type's name and the row's number. */
export const globalId = (typeName: string, id: number): string =>
  Buffer.from(`${typeName}:${id}`).toString('base64url');

/** What an integer column holds. */
const LARGEST_ID = 2 ** 31 - 1;

/** null for anything that is not an id of ours: a Ref may be any text. */
export function readGlobalId(text: string): { typeName: string; id: number } | null {
  if (!/^[\w-]{4,60}$/.test(text)) return null;
  const match = /^([A-Z][A-Za-z]+):([1-9]\d{0,9})$/.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (!match?.[1] || Number(match[2]) > LARGEST_ID) return null;
  return { typeName: match[1], id: Number(match[2]) };
}

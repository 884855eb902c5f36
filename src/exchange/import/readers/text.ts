import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { InputError } from '../../../errors.js';
import type { Count } from './row.js';

const HEAD = 1024;

/** The first bytes of a file. @throws InputError where it cannot be read. */
export async function headOf(path: string, name: string): Promise<Buffer> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`${name} cannot be read (${cause.code}).`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A mark of byte order says the encoding, whatever was declared. */
function markedEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : undefined;
}

interface Decoder {
  write(bytes: Buffer): string;
  end(): string | undefined;
}

function decoderOf(encoding: string): Decoder {
  // Node's own decoder takes Windows-1252 for Latin-1, and iconv-lite lets broken UTF-8 pass.
  if (!/^utf-?8$/i.test(encoding)) return iconv.getDecoder(encoding, { stripBOM: true });
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return { write: (bytes) => utf8.decode(bytes, { stream: true }), end: () => utf8.decode() };
}

export const isEncoding = (name: string): boolean => iconv.encodingExists(name);

/** The text of a file, piece by piece, without its mark of byte order. @throws InputError where it is not in that encoding. */
export async function* textPieces(
  file: { readonly path: string; readonly name: string },
  declared: string | undefined,
  count: Count,
): AsyncGenerator<string> {
  const encoding = markedEncoding(await headOf(file.path, file.name)) ?? declared ?? 'utf-8';
  const decoder = decoderOf(encoding);
  let isFirst = true;
  let bytes = 0;
  const pieceOf = (read: () => string | undefined): string => {
    try {
      const text = read() ?? '';
      const piece = isFirst && text.startsWith('\ufeff') ? text.slice(1) : text;
      if (text !== '') isFirst = false;
      return piece;
    } catch {
      throw new InputError(
        `${file.name} is not ${encoding} (before byte ${bytes}): say its encoding in the mapping, for example encoding: windows-1252.`,
      );
    }
  };
  for await (const chunk of createReadStream(file.path, { highWaterMark: 256 * 1024 })) {
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    const text = pieceOf(() => decoder.write(buffer));
    count(buffer.length);
    if (text !== '') yield text;
  }
  const rest = pieceOf(() => decoder.end());
  if (rest !== '') yield rest;
}

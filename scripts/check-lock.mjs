// A lock entry without a version is an optional platform package that the registry could not resolve when the lock was
// written: `npm ci` then fails everywhere ("Missing: x@ from lock file"). Needs no installed package: it runs first.
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(file, 'utf8'));
const bad = Object.entries(packages)
  .filter(([place, entry]) => place !== '' && !entry.link && entry.version === undefined)
  .map(([place]) => place);
if (bad.length > 0) {
  console.error(`${file}: ${bad.length} entries without a version, npm ci would fail:\n${bad.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`${file}: ${Object.keys(packages).length - 1} entries, each with a version.`);
}

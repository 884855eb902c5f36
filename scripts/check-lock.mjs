// An optional platform package that the registry could not resolve when the lock file was written stands in it without a
// version, or not at all. npm install says nothing; `npm ci` then fails everywhere ("Missing: x@ from lock file").
// Needs no installed package: it runs first.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const file = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(file, 'utf8'));

/** Whether the package at `place` finds `name`: in its own node_modules, or in those of a folder above. */
const finds = (place, name) => {
  if (packages[path.posix.join(place, 'node_modules', name)]) return true;
  return place !== '' && finds(place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
};

const problems = Object.entries(packages).flatMap(([place, entry]) => [
  ...(place !== '' && !entry.link && entry.version === undefined ? [`${place} has no version`] : []),
  ...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
    .filter((name) => !finds(place, name))
    .map((name) => `${place || 'the project'} needs ${name}, which is not in the lock file`),
]);

if (problems.length > 0) {
  console.error(`${file}: npm ci would fail:\n${problems.join('\n')}`);
  console.error('Pin a version of the package whose platform packages the registry has all of, and install again.');
  process.exitCode = 1;
} else {
  console.log(`${file}: ${Object.keys(packages).length - 1} entries, complete and each with a version.`);
}

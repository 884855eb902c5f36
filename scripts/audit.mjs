// Asks the registry whether a package that runs in the server has a known weakness. Exit code 1 when one has; 0 with a message
// when the registry does not say. No part of .ci/run: its answer changes while nothing here does.
import { spawnSync } from 'node:child_process';

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const told = read(stdout);

if (!told.vulnerabilities) {
  console.log(`audit: skipped, the registry does not say: ${told.message ?? error?.message ?? 'no answer'}`);
} else {
  const weak = Object.values(told.vulnerabilities);
  for (const { name, severity, range, via } of weak) {
    const reasons = via.map((reason) =>
      typeof reason === 'string' ? `by ${reason}` : `${reason.title} (${reason.url})`,
    );
    console.error(`audit: ${name} ${range}, ${severity}: ${reasons.join('; ')}`);
  }
  if (weak.length > 0) process.exitCode = 1;
  else console.log(`audit: no known weakness in ${told.metadata.dependencies.prod} packages.`);
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

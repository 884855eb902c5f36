import type { Counted, ImportReport } from '../exchange/import/load/report.js';

/** So many of each sort are shown to people; the JSON report has more, and the quarantine all. */
const MOST_SHOWN = 20;

/** What became of an import, for people. */
export function linesOf(report: ImportReport, emptyRows: number): string[] {
  const { created, updated, unchanged, kept, quarantined, leftOut } = report;
  const more = [
    ...(kept > 0 ? [`${kept} kept out, as somebody took them out`] : []),
    ...(report.retracted > 0 ? [`${report.retracted} taken back`] : []),
    `${quarantined} quarantined`,
    ...(leftOut > 0 ? [`${leftOut} values or links left out`] : []),
  ].join(', ');
  const lines = [
    `${report.dryRun ? 'Would be' : 'Imported'}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${more}.`,
    ...(emptyRows > 0
      ? [
          `${emptyRows} rows made no record: the keys of their entities are empty, or filters of entities leave them out.`,
        ]
      : []),
    ...listed('kept although they look impossible', 'values', report.flags),
    ...listed('said otherwise in a later row of the same key; the first row counts', 'values', report.disagreements),
    ...vanished(report),
    ...reasons(report),
    ...names(report),
  ];
  if (report.quarantine !== null)
    lines.push(`What could not be taken stands in ${report.quarantine}, with the reasons.`);
  return lines;
}

const rest = (all: number, shown: number): string[] => (all > shown ? [`  … and ${all - shown} more`] : []);

function listed(what: string, noun: string, { count, first }: Counted): string[] {
  if (count === 0) return [];
  const shown = first.slice(0, MOST_SHOWN);
  return [
    `${count} ${noun} ${what}:`,
    ...shown.map(
      ({ where, record, key, property, message }) => `  ${where}: ${record} ${key}, ${property}: ${message}`,
    ),
    ...rest(count, shown.length),
  ];
}

function vanished({ vanished: { count, first } }: ImportReport): string[] {
  if (count === 0) return [];
  const shown = first.slice(0, MOST_SHOWN);
  return [
    `${count} records of an earlier run are no longer in these files; they stay (see --retract-missing):`,
    ...shown.map(({ record, key, message }) => `  ${record} ${key}${message ? ` (${message})` : ''}`),
    ...rest(count, shown.length),
  ];
}

function reasons({ reasons, reasonsMore }: ImportReport): string[] {
  if (reasons.length === 0) return [];
  const shown = reasons.slice(0, MOST_SHOWN);
  return [
    'What could not be taken, by its reason:',
    ...shown.map(({ count, record, property, message, first }) => {
      const of = [record, property].filter(Boolean).join(' ');
      return `  ${count} × ${of ? `${of}: ` : ''}${message} (first in ${first})`;
    }),
    ...rest(reasons.length + reasonsMore, shown.length),
  ];
}

function names({ unresolved, unresolvedMore }: ImportReport): string[] {
  if (unresolved.length === 0) return [];
  const shown = unresolved.slice(0, MOST_SHOWN);
  return [
    `${unresolved.length + unresolvedMore} names mean nothing that is known, or several things; --aliases FILE can say what they mean:`,
    ...shown.map(({ name, count, near, first }) => {
      const hint = near.length > 0 ? `; near: ${near.join(', ')}` : '';
      return `  ${count} × ${name} (first in ${first}${hint})`;
    }),
    ...rest(unresolved.length + unresolvedMore, shown.length),
  ];
}

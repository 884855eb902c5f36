export const merging = (ref: string, into: string, version = 1, intoVersion = 1) =>
  `mutation { mergeRecords(input: { ref: "${ref}", version: ${version}, into: "${into}", intoVersion: ${intoVersion}, reason: "one and the same" }) { record { id slug version hasConflict } claims { property value status } } }`;
export const undoing = (ref: string, version: number) =>
  `mutation { undoMerge(input: { ref: "${ref}", version: ${version}, reason: "two after all" }) { record { slug version } claims { property } } }`;

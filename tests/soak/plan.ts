/** What `npm run test:soak` was told. */
export const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60);
export const ROUNDS = Number(process.env['SOAK_ROUNDS'] ?? 20);
export const SEED = Number(process.env['ACCORD_SEED'] ?? 1);

/** A day: what takes minutes has no use for the deadline that tests of processes have. */
export const LONG = 86_400_000;

/** The value below which that share of all lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Says a figure of the report, in one line. */
export const report = (name: string, figures: Readonly<Record<string, unknown>>): void => {
  const words = Object.entries(figures).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? round(value) : value}`,
  );
  console.log(`${name} (${process.env['TEST_DATABASE']}): ${words.join(', ')}`);
};

const round = (value: number) => Math.round(value * 100) / 100;

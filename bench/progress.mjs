// A bar on a terminal, a line every ten seconds elsewhere, with rate and time left.
export function progress(what, total) {
  const started = performance.now();
  let count = 0;
  let shown = 0;
  const show = (last) => {
    const now = performance.now();
    if (!last && now - shown < (process.stderr.isTTY ? 200 : 10_000)) return;
    shown = now;
    const seconds = (now - started) / 1000;
    const rate = count / Math.max(seconds, 0.001);
    const left = last ? `${seconds.toFixed(0)} s` : `${((total - count) / Math.max(rate, 0.001)).toFixed(0)} s left`;
    const filled = Math.round((30 * count) / total);
    const line = `${what} [${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${count}/${total}, ${rate.toFixed(0)}/s, ${left}`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}\u001b[K${last ? '\n' : ''}` : `${line}\n`);
  };
  return {
    add(more) {
      count += more;
      show(false);
    },
    done: () => show(true),
  };
}

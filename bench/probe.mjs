// Loaded into each measured process ahead of its program: says what the process has used so far, on every system alike.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
});
process.channel.unref();

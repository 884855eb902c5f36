// Loaded into the server that a soak watches (`node --expose-gc --import`): only after a collection can anybody tell what is
// still used from what merely has not been collected yet.
process.on('SIGUSR2', () => globalThis.gc());

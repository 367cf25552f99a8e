const OLDEST_MAJOR = 22;

/**
 * Stops the run on a Node.js that is too old. `npm ci --ignore-scripts` leaves the `node` package
 * without its binary; the tests would then run, half green, on whatever the machine has.
 */
export default function requireNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_MAJOR) return;
  throw new Error(
    `These tests need Node.js ${OLDEST_MAJOR} or newer and run on ${process.version}. ` +
      'Run "npm ci" without --ignore-scripts, then "npm test": it brings its own Node.js.',
  );
}

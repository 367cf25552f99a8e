// Builds everything, then runs the example shop: `npm start -- --quiet` passes --quiet on to it.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`Node.js >= 22.15 is needed, this is ${process.version}. Run "npm ci" first:`);
  console.error('it installs the right one, unless it is told to ignore scripts.');
  process.exit(1);
}

const build = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  shell: process.platform === 'win32',
  encoding: 'utf8',
});
if (build.status !== 0) {
  process.stderr.write(build.stdout ?? '');
  process.exit(build.status ?? 1);
}

const shop = spawn(process.execPath, ['examples/shop/dist/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole group: the shop already has it.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    shop.kill(signal);
  });
}
// Between npm and this process stands a shell, which dies of a SIGTERM without passing it on.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    shop.kill('SIGTERM');
  }, 200);
}
shop.on('exit', (code, signal) => {
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
});

// Builds everything, then runs an example as a child of this process.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds, then runs `examples/<name>` with `args`, hands signals on to it and ends as it ends. */
export function startExample(name, args) {
  requireNode();
  build();
  run(`examples/${name}/dist/main.js`, args);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return;
  console.error(`Node.js >= 22.15 is needed, this is ${process.version}. Run "npm ci" first:`);
  console.error('it installs the right one, unless it is told to ignore scripts.');
  process.exit(1);
}

function build() {
  const { status, stdout } = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    encoding: 'utf8',
  });
  if (status === 0) return;
  process.stderr.write(stdout ?? '');
  process.exit(status ?? 1);
}

function run(main, args) {
  const example = spawn(process.execPath, [main, ...args], { cwd: ROOT, stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: the example already has it.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      example.kill(signal);
    });
  }
  // Between npm and this process stands a shell, which dies of a SIGTERM without passing it on.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      example.kill('SIGTERM');
    }, 200);
  }
  example.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
  });
}

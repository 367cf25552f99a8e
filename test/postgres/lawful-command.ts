import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a run of `lawful` ended, and all that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A run of `lawful` in a process of its own. */
export interface RunningCommand {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs `lawful` to its end, from the sources, with this environment and no other. */
export function lawful(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return startLawful(args, env).ended;
}

/** Starts `lawful`. */
export function startLawful(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningCommand {
  const command = fileURLToPath(new URL('../../packages/cli/src/lawful.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=@lawful/source', command, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code) => done({ code, out, err }));
  });
  return { process: child, ended };
}

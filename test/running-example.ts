import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An example as its users run it: built, in a process of its own. */
export interface RunningExample {
  readonly url: string;
  /** What it has written to standard output so far, line by line. */
  readonly lines: readonly string[];
  /** What it has written to standard error so far. */
  readonly errors: () => string;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts an example with an empty database that is forgotten, unless `env` says otherwise. @param name its folder */
export async function startExample(
  name: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<RunningExample> {
  const main = fileURLToPath(new URL(`../examples/${name}/dist/main.js`, import.meta.url));
  if (!existsSync(main)) throw new Error('The example is not built: run npm run build first');
  const child = spawn(process.execPath, [main, ...args], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: 'memory://',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exited = new Promise<number | null>((done) => {
    child.once('exit', (code) => done(code));
  });
  const url = await new Promise<string>((done, fail) => {
    readLines(child, (line) => {
      lines.push(line);
      const address = /listening on (http:\/\/\S+?)"/.exec(line)?.[1];
      if (address !== undefined) done(address);
    });
    void exited.then((code) => fail(new Error(`The example ended with ${code}: ${errors}`)));
  });
  return {
    url,
    lines,
    errors: () => errors,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function readLines(child: ChildProcess, take: (line: string) => void): void {
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { type Clinic, openClinic } from './clinic.ts';
import { readConfig } from './config/config.ts';

/** Opens the practice and, unless told to be `--quiet`, says what to try. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const clinic = await openClinic(config);
  closeOnSignal(clinic);
  for (const { variable, value } of config.generated) {
    // Beside the log, which is kept longer and read by more people than a secret should be.
    process.stderr.write(`${variable} was not given; for this run it is ${value}\n`);
  }
  // Whatever the log level: whoever starts the practice wants to know where it is.
  new ConsoleLogger('Clinic', { json: true, colors: false }).log(`listening on ${clinic.url}`);
  if (process.argv.includes('--quiet')) return;
  process.stdout.write(
    `The practice is open at ${clinic.url}: its interface is at ${clinic.url}/docs, ` +
      `its privacy notice at ${clinic.url}/privacy/notice. Ctrl-C closes it.\n`,
  );
}

function closeOnSignal(clinic: Clinic): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    clinic.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The practice cannot open'}\n`);
  process.exit(1);
});

import { isPrivacyError } from '@lawful/core';
import { pino } from 'pino';
import { readConfig } from './config.ts';
import { tail } from './log-tail.ts';
import { openShop, type Shop } from './shop.ts';
import { auditTrail } from './tour/audit-trail.ts';
import { tour } from './tour/tour.ts';

/** Opens the shop and, unless told to be `--quiet`, walks through it. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = tail(pino.destination(1));
  const shop = await openShop(config, log);
  closeOnSignal(shop);
  for (const { variable, value } of config.generated) {
    // Beside the log, which is kept longer and read by more people than a secret should be.
    process.stderr.write(`${variable} was not given; for this run it is ${value}\n`);
  }
  // Whatever the log level: whoever starts the shop wants to know where it is.
  shop.logger.child({}, { level: 'info' }).info({ url: shop.url }, `listening on ${shop.url}`);
  if (process.argv.includes('--quiet')) return;
  const seen = await tour({
    url: shop.url,
    staffToken: config.staffToken,
    lastLogLine: log.last,
    auditTrail: () => auditTrail(shop.privacy.ledger),
  });
  process.stdout.write(`${seen}\nThe shop stays open at ${shop.url}; Ctrl-C closes it.\n`);
}

function closeOnSignal(shop: Shop): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    shop.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});

/** Why the shop cannot open, and what to do about it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The shop cannot open';
  if (!isPrivacyError(error)) return error.message;
  const remedy = error.code === 'store-not-durable' ? ' Name one in DATABASE_URL.' : '';
  return `${error.message} (${error.code}). ${error.help}${remedy}`;
}

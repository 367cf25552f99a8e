import { type AuditTracing, createAuditTracing } from '@lawful/core/otel';
import type { DestinationStream, Logger } from 'pino';
import { createApp } from './app.ts';
import { createTokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { connectDatabase } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { seed } from './database/seed.ts';
import { createLogger } from './logging.ts';
import { createShopPrivacy, type ShopPrivacy } from './privacy/privacy.ts';
import { createSources } from './privacy/sources.ts';
import { createCustomers } from './repositories/customers.ts';
import { createGoods } from './repositories/goods.ts';
import { createNewsletter } from './repositories/newsletter.ts';
import { createOrders } from './repositories/orders.ts';
import { listen } from './server.ts';

/** A shop that is open. */
export interface Shop {
  readonly url: string;
  readonly logger: Logger;
  readonly privacy: ShopPrivacy;
  /** Finishes the requests under way, then lets go of everything. */
  close(): Promise<void>;
}

/** Migrates, seeds, listens. Logs to `destination`, standard output unless told otherwise. */
export async function openShop(config: Config, destination?: DestinationStream): Promise<Shop> {
  const database = await connectDatabase(config);
  try {
    const { db, consents } = database;
    await migrate(database);
    await consents.ready();
    await seed(db);
    const kept = {
      customers: createCustomers(db),
      goods: createGoods(db),
      orders: createOrders(db),
      newsletter: createNewsletter(db),
    };
    const tracing = auditTracing(config);
    const warnings: string[] = [];
    const privacy = createShopPrivacy({
      store: consents,
      sources: createSources(kept),
      relays: tracing === undefined ? [] : [tracing.relay],
      warn: (text) => warnings.push(text),
    });
    const logger = createLogger(config, privacy.redact, destination);
    for (const warning of warnings) logger.warn(warning);
    for (const { severity, code, place, message } of privacy.findings) {
      if (severity === 'warning') logger.warn({ code, place }, message);
    }
    const app = createApp({
      logger,
      privacy,
      tokens: createTokens(config.signingKey),
      staffToken: config.staffToken,
      ...kept,
    });
    const { url, drain } = await listen(app, config);
    return {
      url,
      logger,
      privacy,
      close: async () => {
        await drain();
        await tracing?.shutdown();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The audit trail as spans, where the environment names a receiver. */
function auditTracing({ otlpEndpoint }: Config): AuditTracing | undefined {
  if (otlpEndpoint === undefined) return undefined;
  return createAuditTracing({ url: otlpEndpoint, serviceName: 'corner-shop' });
}

import { LawfulLogger, validationProblem } from '@lawful/nest';
import { type INestApplication, Logger, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';
import type { Config } from './config/config.ts';
import { startEmbedded } from './database/embedded-postgres.ts';
import { describeAt } from './docs.ts';
import { logRequests } from './http/log-requests.ts';
import { noStore } from './http/no-store.ts';
import { jsonLogger } from './logging.ts';
import type { ClinicPrivacy } from './privacy/create-privacy.ts';
import { CLINIC_PRIVACY } from './privacy/running-privacy.module.ts';

/** Requests under way get this long to finish when the practice closes. */
const DRAIN_MS = 10_000;

/** A practice that is open. */
export interface Clinic {
  readonly url: string;
  /** Finishes the requests and the reminder under way, then lets go of everything, the embedded database last. */
  close(): Promise<void>;
}

/** Starts the embedded database unless another is named, migrates, seeds, listens. */
export async function openClinic(config: Config): Promise<Clinic> {
  const { databaseUrl, dataDir, host, port } = config;
  const embedded = databaseUrl === undefined ? await startEmbedded(dataDir) : undefined;
  try {
    const app = await createApp({ ...config, databaseUrl: databaseUrl ?? embedded?.url });
    try {
      await app.listen(port, host);
    } catch (error) {
      await app.close();
      throw error;
    }
    return {
      url: await app.getUrl(),
      close: async () => {
        await drain(app);
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The practice as a Nest application, not yet listening. Its configuration names a database. */
async function createApp(config: Config): Promise<NestExpressApplication> {
  const logger = jsonLogger(config.logLevel);
  Logger.overrideLogger(logger);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger,
    abortOnError: false,
  });
  const privacy: ClinicPrivacy = app.get(CLINIC_PRIVACY);
  app.useLogger(new LawfulLogger(privacy.redact, logger));
  app.disable('x-powered-by');
  // An entity tag is a fingerprint of somebody's data.
  app.disable('etag');
  app.use(logRequests);
  app.use(noStore);
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      exceptionFactory: validationProblem,
    }),
  );
  describeAt('docs', app);
  return app;
}

async function drain(app: INestApplication): Promise<void> {
  const server: { closeIdleConnections(): void; closeAllConnections(): void } = app.getHttpServer();
  // A connection that its client keeps alive becomes idle only once its request is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearInterval(sweep);
  clearTimeout(deadline);
}

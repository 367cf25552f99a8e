import { LawfulLogger, PrivacyModule } from '@lawful/nest';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { namedMember, RIGHTS_PATH, type StartApplication } from './application.ts';
import { actorOf, epochOf } from './identity.ts';
import type { Platform } from './nest-answers.ts';
import { controllersFor } from './nest-controllers.ts';
import { PLATFORMS } from './nest-platforms.ts';
import { identityOf } from './nest-requests.ts';
import type { World } from './world.ts';

/**
 * The application of the scenarios on Nest, on either platform: of whichever version `@nestjs/*` stands for. Without the
 * privacy layer it is the same application all the same, for tests that show what would come out of it.
 */
export function onNest(platform: Platform, withPrivacy = true): StartApplication {
  return async (world) => {
    const application: DynamicModule = {
      module: class Gym {},
      imports: withPrivacy ? [privacyModule(world)] : [],
      controllers: controllersFor({ world, platform, withPrivacy }),
    };
    const options = {
      abortOnError: false,
      forceCloseConnections: true,
      ...(withPrivacy ? { logger: loggerOf(world) } : {}),
    };
    const app = await PLATFORMS[platform](application, options, world);
    await app.listen(0, '127.0.0.1');
    return { url: await app.getUrl(), close: () => app.close() };
  };
}

function privacyModule(world: World): DynamicModule {
  return PrivacyModule.forRoot({
    privacy: world.privacy,
    subject: (request) => {
      const identity = identityOf(request, world);
      return identity?.type === 'member' ? identity.id : namedMember(request);
    },
    actor: (request) => actorOf(identityOf(request, world), namedMember(request)),
    tenant: (request) => identityOf(request, world)?.tenant,
    consentEpoch: (request) => epochOf(identityOf(request, world)),
    rights: {
      authorise: (request) => {
        const identity = identityOf(request, world);
        return identity?.type === 'member' ? identity.id : undefined;
      },
    },
    onError: (error, { instance }) => world.console.error({ instance, error }),
    path: RIGHTS_PATH.slice(1),
  });
}

/** Nest's own words go where the application's go. */
function loggerOf({ privacy, console }: World): LoggerService {
  const { log, warn, error } = console;
  return new LawfulLogger(privacy.redact, { log, warn, error, debug: log, verbose: log });
}

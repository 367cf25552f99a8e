import { LawfulLogger, PrivacyModule } from '@lawful/nest';
import type { DynamicModule, INestApplication, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BODY_LIMIT, RIGHTS_PATH, type StartApplication } from './application.ts';
import { actorOf } from './identity.ts';
import type { Platform } from './nest-answers.ts';
import { controllersFor } from './nest-controllers.ts';
import { identityOf, namedMember } from './nest-requests.ts';
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
    const app = await START[platform](application, {
      abortOnError: false,
      forceCloseConnections: true,
      ...(withPrivacy ? { logger: loggerOf(world) } : {}),
    });
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
    tenant: (request) => {
      const identity = identityOf(request, world);
      return identity?.type === 'staff' ? identity.tenant : undefined;
    },
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

type Options = NonNullable<Parameters<typeof NestFactory.create>[1]>;

const START: Readonly<
  Record<Platform, (module: DynamicModule, options: Options) => Promise<INestApplication>>
> = {
  express: async (module, options) => {
    const app = await NestFactory.create<NestExpressApplication>(
      module,
      new ExpressAdapter(),
      options,
    );
    app.useBodyParser('json', { limit: BODY_LIMIT, strict: false });
    // What a developer sees in development is more than what anybody sees in production.
    app.set('env', 'development');
    app.set('view', Page);
    return app;
  },
  fastify: async (module, options) => {
    const adapter = new FastifyAdapter({
      bodyLimit: BODY_LIMIT,
      // Keys named like parts of an object are dropped with every other key that nobody declared.
      onProtoPoisoning: 'ignore',
      onConstructorPoisoning: 'ignore',
    });
    adapter.getInstance().decorateReply('view', function (this: ViewReply, _page, { text }) {
      return this.type('text/html').send(`<p>${text}</p>`);
    });
    return NestFactory.create(module, adapter, options);
  },
};

/** A template engine of Express that knows one page. */
class Page {
  readonly path = 'page';
  render(values: { readonly text: string }, done: (error: null, html: string) => void): void {
    done(null, `<p>${values.text}</p>`);
  }
}

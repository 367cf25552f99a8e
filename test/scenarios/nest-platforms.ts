import { PrivacyError } from '@lawful/core';
import type { DynamicModule, INestApplication, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BODY_LIMIT, OWN_COOKIES, RIGHTS_PATH } from './application.ts';
import type { Platform, PlatformResponse } from './nest-answers.ts';
import type { World } from './world.ts';

type Create = (
  module: DynamicModule,
  options: NestApplicationOptions,
  world: World,
) => Promise<INestApplication>;

/** An application on each platform, with the settings in which the two would treat the same request differently. */
export const PLATFORMS: Readonly<Record<Platform, Create>> = {
  express: async (module, options) => {
    const adapter = new ExpressAdapter();
    const app = await NestFactory.create<NestExpressApplication>(module, adapter, options);
    app.useBodyParser('json', { limit: BODY_LIMIT, strict: false });
    // What a developer sees in development is more than what anybody sees in production.
    app.set('env', 'development');
    app.set('view', Page);
    app.use(RIGHTS_PATH, (_request: unknown, response: Cookied, next: () => void) => {
      for (const cookie of OWN_COOKIES) response.append('Set-Cookie', cookie);
      next();
    });
    return app;
  },
  fastify: async (module, options, { privacy }) => {
    const adapter = new FastifyAdapter({
      bodyLimit: BODY_LIMIT,
      // An address that cannot be decoded is an address of nothing. Fastify says so before Nest hears of it.
      frameworkErrors: (_error: unknown, _request: unknown, { raw }: RawReply) => {
        const notFound = new PrivacyError('not-found');
        const { status, headers, body } = privacy.problem(notFound, privacy.open({}));
        raw.writeHead(status, headers);
        raw.end(String(body));
      },
    });
    const fastify = adapter.getInstance();
    fastify.removeContentTypeParser('text/plain');
    adapter.useBodyParser('application/json', false, { bodyLimit: BODY_LIMIT }, parseJson);
    fastify.decorateReply('view', renderPage);
    fastify.addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith(RIGHTS_PATH))
        for (const cookie of OWN_COOKIES) reply.header('set-cookie', cookie);
      done();
    });
    return NestFactory.create(module, adapter, options);
  },
};

/** A response of Express, as far as cookies go. */
interface Cookied {
  append(name: string, value: string): unknown;
}

/** The response behind a reply of Fastify. */
interface RawReply {
  readonly raw: {
    writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
    end(text: string): unknown;
  };
}

/** As Express does: an empty body is none, and a key is a key, whatever part of an object it is named like. */
function parseJson(
  _request: unknown,
  body: Buffer,
  done: (error: Error | null, parsed?: unknown) => void,
): void {
  try {
    done(null, body.length === 0 ? undefined : JSON.parse(body.toString()));
  } catch (error) {
    done(Object.assign(new SyntaxError('not JSON', { cause: error }), { statusCode: 400 }));
  }
}

/** What a template engine of Fastify adds to a reply. */
function renderPage(
  this: PlatformResponse,
  _page: string,
  values: { readonly text: string },
): unknown {
  return this.type('text/html').send(`<p>${values.text}</p>`);
}

/** A template engine of Express that knows one page. */
class Page {
  readonly path = 'page';
  render(values: { readonly text: string }, done: (error: null, html: string) => void): void {
    done(null, `<p>${values.text}</p>`);
  }
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { PrivacyError } from '@lawful/core';
import { lawfulExpress } from '@lawful/express';
import type express from 'express';
import {
  BODY_LIMIT,
  failing,
  namedMember,
  type Outcome,
  OWN_COOKIES,
  RIGHTS_PATH,
  type StartApplication,
} from './application.ts';
import { actorOf, epochOf, identify } from './identity.ts';
import { routes } from './routes.ts';
import type { World } from './world.ts';

/**
 * The application of the scenarios on Express: pass the `express` of whichever version. Without the privacy layer it is
 * the same application all the same, for tests that show what would come out of it.
 */
export function onExpress(module: typeof express, withPrivacy = true): StartApplication {
  return async (world) => {
    const app = module();
    // What a developer sees in development is more than what anybody sees in production.
    app.set('env', 'development');
    app.set('view', Page);
    const identityOf = (request: { headers: { authorization?: string | undefined } }) =>
      identify(request.headers.authorization, world.now());
    const lawful = lawfulExpress(world.privacy, {
      subject: (request) => {
        const identity = identityOf(request);
        return identity?.type === 'member' ? identity.id : namedMember(request);
      },
      actor: (request) => actorOf(identityOf(request), namedMember(request)),
      tenant: (request) => identityOf(request)?.tenant,
      consentEpoch: (request) => epochOf(identityOf(request)),
    });

    app.use(module.json({ limit: BODY_LIMIT, strict: false }));
    for (const { method, path, who, purpose, options, handle } of routes) {
      app[METHODS[method]](
        path,
        (request, _response, next) => {
          const identity = identityOf(request);
          next(
            who !== 'anybody' && identity?.type !== who
              ? new PrivacyError('actor-unknown')
              : undefined,
          );
        },
        ...(purpose === undefined || !withPrivacy
          ? []
          : [
              lawful.processing(
                typeof purpose === 'string'
                  ? purpose
                  : {
                      among: purpose,
                      by: (request) => Reflect.get(Object(request.query), 'purpose'),
                    },
                options,
              ),
            ]),
        async (request, response, next) => {
          try {
            world.handled++;
            const { body, params, query } = request;
            const call = {
              body,
              params,
              query,
              identity: identityOf(request),
              unit: lawful.unitOf(request),
              world,
            };
            await perform(await handle(call), response, next, world);
          } catch (error) {
            next(error);
          }
        },
      );
    }
    app.use(RIGHTS_PATH, (_request, response, next) => {
      for (const cookie of OWN_COOKIES) response.append('Set-Cookie', cookie);
      next();
    });
    app.use(
      RIGHTS_PATH,
      lawful.rights({
        authorise: (request) => {
          const identity = identityOf(request);
          return identity?.type === 'member' ? identity.id : undefined;
        },
      }),
    );
    app.get('/.well-known/gpc.json', lawful.gpc());
    app.use((_request, _response, next) => next(new PrivacyError('not-found')));
    if (withPrivacy) {
      app.use(
        lawful.errors({
          onError: (error, { instance }) => world.console.error({ instance, error }),
        }),
      );
    }

    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return {
      url: `http://127.0.0.1:${address.port}`,
      close: async () => {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      },
    };
  };
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

/** A template engine that knows one page. */
class Page {
  readonly path = 'page';
  render(values: { readonly text: string }, done: (error: null, html: string) => void): void {
    done(null, `<p>${values.text}</p>`);
  }
}

async function perform(
  outcome: Outcome,
  response: express.Response,
  next: express.NextFunction,
  world: World,
): Promise<void> {
  switch (outcome.how) {
    case 'value':
      response.status(outcome.status ?? 200).json(outcome.value);
      return;
    case 'status':
      response.sendStatus(outcome.status);
      return;
    case 'redirect':
      response.redirect(outcome.to);
      return;
    case 'problem':
      response.status(outcome.status).type('application/problem+json').json(outcome.document);
      return;
    case 'text':
      response.type(outcome.type ?? 'text/plain').send(outcome.text);
      return;
    case 'bytes':
      response.send(Buffer.from(outcome.text));
      return;
    case 'stream':
      Readable.from(outcome.pieces).pipe(response);
      return;
    case 'broken stream':
      Readable.from(failing(outcome.pieces, outcome.error)).on('error', next).pipe(response);
      return;
    case 'file':
      response.sendFile(world.file(outcome.text));
      return;
    case 'page':
      response.render('page', { text: outcome.text });
      return;
    case 'twice':
      for (const value of outcome.values) response.json(value);
      return;
    case 'value, then error':
      response.json(outcome.value);
      throw outcome.error;
    case 'piece, then error':
      response.write(outcome.piece);
      throw outcome.error;
    case 'nothing ever':
      return;
  }
}

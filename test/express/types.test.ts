import { lawfulExpress } from '@lawful/express';
import express, { type Request, type RequestHandler, Router } from 'express';
import express4 from 'express4';
import { expect, test } from 'vitest';
import { Booking, NewBooking } from '../scenarios/models.ts';
import { createWorld } from '../scenarios/world.ts';

declare global {
  namespace Express {
    /** What an application's own authentication leaves on its requests. */
    interface Request {
      customer?: { readonly id: string };
      clinic?: string;
    }
  }
}

const { privacy } = createWorld();
const booking = { body: NewBooking, returns: { 201: Booking } } as const;

test('an application on Express 5 mounts everything with its own types and no cast', () => {
  const lawful = lawfulExpress(privacy, {
    subject: (request) => request.customer?.id,
    actor: (request) =>
      request.clinic === 'river' ? { type: 'staff', role: 'front-desk' } : undefined,
    tenant: (request: Request) => request.clinic,
  });
  const app = express();
  const router = Router();
  app.use(express.json());
  app.post('/bookings/:number', lawful.processing('booking', booking), (request, response) => {
    const number: string = request.params.number;
    response.status(201).json({ number });
  });
  app.get(
    '/a/:b',
    [lawful.processing('booking')],
    (request: Request<{ b: string }>) => request.params.b,
  );
  router
    .route('/bookings/:number')
    .get(
      lawful.processing({ among: ['booking', 'membership'], by: (request) => request.query }),
      typed,
    )
    .put(signedIn, lawful.processing('booking'), async (request, response) => {
      const number: string = request.params.number;
      response.json({ number, subject: lawful.unitOf(request).subject });
    });
  app.use(
    '/privacy',
    express.json(),
    lawful.rights({ authorise: (request) => request.customer?.id }),
  );
  app.get('/.well-known/gpc.json', lawful.gpc());
  app.use(router);
  app.use(
    lawful.errors({ onError: (error, { instance, status }) => [error.message, instance, status] }),
  );
  expect(app).toBeTypeOf('function');
});

test('an application on Express 4 mounts everything with its own types and no cast', () => {
  const lawful = lawfulExpress(privacy, {
    subject: (request) => request.customer?.id,
    tenant: (request: express4.Request) => request.clinic,
  });
  const app = express4();
  const router = express4.Router();
  app.use(express4.json());
  app.post('/bookings/:number', lawful.processing('booking', booking), (request, response) => {
    const number: string = request.params.number;
    response.status(201).json({ number });
  });
  router.route('/bookings/:number').put(lawful.processing('booking'), async (request, response) => {
    const number: string = request.params.number;
    response.json({ number, subject: lawful.unitOf(request).subject });
  });
  app.use(
    '/privacy',
    express4.json(),
    lawful.rights({ authorise: async (request) => request.customer?.id }),
  );
  app.get('/.well-known/gpc.json', lawful.gpc());
  app.use(router);
  app.use(lawful.errors());
  expect(app).toBeTypeOf('function');
});

test('what would not hold at run time does not compile', () => {
  const lawful = lawfulExpress(privacy, { subject: () => undefined });
  const wrong = [
    // @ts-expect-error the policy has no such purpose
    () => lawful.processing('bookings'),
    // @ts-expect-error a model is a class or made by defineModel, not its name
    () => lawful.processing('booking', { body: 'NewBooking' }),
    // @ts-expect-error a subject is known or not when it is asked for
    () => lawfulExpress(privacy, { subject: async () => 'anna' }),
    // @ts-expect-error whoever asks must be asked for
    () => lawfulExpress(privacy, {}),
    // @ts-expect-error an actor is of a kind that the law knows
    () => lawfulExpress(privacy, { subject: () => undefined, actor: () => ({ type: 'admin' }) }),
  ];
  expect(wrong).toHaveLength(5);
});

const typed: RequestHandler<{ number: string }, unknown, { course: string }> = (
  request,
  response,
) => {
  response.json({ number: request.params.number, course: request.body.course });
};

const signedIn: RequestHandler = (request, _response, next) => {
  request.customer = { id: 'anna' };
  next();
};

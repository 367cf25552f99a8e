import express, { type Express } from 'express';
import type { Kysely } from 'kysely';
import { type StackName, stacks } from '../rivals/express-stacks.ts';
import type { Database } from './database.ts';

/** `POST /echo`: parse 300 bytes of JSON, send them back. */
export function echoApp(name: StackName): Express {
  const { before, after, echoRoute } = stacks[name]();
  const app = express();
  for (const middleware of before) app.use(middleware);
  app.use(express.json());
  app.post('/echo', ...echoRoute, (request, response) => {
    response.json(request.body);
  });
  for (const handler of after) app.use(handler);
  return app;
}

/** `GET /customers/:id`: select one row, send it. */
export function readApp(name: StackName, database: Kysely<Database>): Express {
  const { before, after, readRoute } = stacks[name]();
  const app = express();
  for (const middleware of before) app.use(middleware);
  app.get('/customers/:id', ...readRoute, async (request, response) => {
    response.json(
      await database
        .selectFrom('customer')
        .selectAll()
        .where('id', '=', String(request.params.id))
        .executeTakeFirstOrThrow(),
    );
  });
  for (const handler of after) app.use(handler);
  return app;
}

import express, { type Express } from 'express';
import { type StackName, stacks } from '../rivals/express-stacks.ts';

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

/** The child process of the own-process mode; its arguments are a route and a stack. */
import { reportToParent } from '../harness/child-server.ts';
import { listen } from '../harness/listen.ts';
import { nestRoutes } from '../nest/routes.ts';
import { routes } from './routes.ts';

const [name, stack] = process.argv.slice(2);
const all = [...routes, ...nestRoutes('express'), ...nestRoutes('fastify')];
const route = all.find((each) => each.name === name);
if (!route || !stack) throw new RangeError(`serve <route> <stack>, not ${name} ${stack}`);
const listenerFor = await route.open();
reportToParent(await listen(await listenerFor(stack)));

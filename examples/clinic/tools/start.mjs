// Builds everything, then runs the practice: `npm start -w examples/clinic -- --quiet` passes --quiet on to it.
import { startExample } from '../../../tools/start-example.mjs';

startExample('clinic', process.argv.slice(2));

// Builds everything, then runs the example shop: `npm start -- --quiet` passes --quiet on to it.
import { startExample } from './start-example.mjs';

startExample('shop', process.argv.slice(2));

import { playOnNest } from '../../test/scenarios/nest-suite.ts';

playOnNest(11);

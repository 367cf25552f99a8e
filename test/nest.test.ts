import { playOnNest } from './scenarios/nest-suite.ts';

playOnNest(12);

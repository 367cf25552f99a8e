import { asyncContextTopic } from './async-context.bench.ts';
import { decideTopic } from './decide.bench.ts';
import type { Topic } from './harness/topic.ts';
import { minimiseTopic } from './minimise.bench.ts';
import { nestTopic } from './nest.bench.ts';
import { propagationTopic } from './propagation.bench.ts';
import { redactTopic } from './redact.bench.ts';
import { requestTopic } from './request.bench.ts';
import { stateTopic } from './state.bench.ts';
import { subjectsTopic } from './subjects.bench.ts';
import { warmTopic } from './warm.bench.ts';

/** Every topic, cheapest first. */
export const topics: readonly Topic[] = [
  decideTopic,
  asyncContextTopic,
  minimiseTopic,
  redactTopic,
  warmTopic,
  stateTopic,
  propagationTopic,
  subjectsTopic,
  requestTopic,
  nestTopic,
];

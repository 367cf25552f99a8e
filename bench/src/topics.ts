import { asyncContextTopic } from './async-context.bench.ts';
import { decideTopic } from './decide.bench.ts';
import type { Topic } from './harness/topic.ts';
import { minimiseTopic } from './minimise.bench.ts';
import { nestTopic } from './nest.bench.ts';
import { redactTopic } from './redact.bench.ts';
import { requestTopic } from './request.bench.ts';

/** Every topic, cheapest first. */
export const topics: readonly Topic[] = [
  decideTopic,
  asyncContextTopic,
  minimiseTopic,
  redactTopic,
  requestTopic,
  nestTopic,
];

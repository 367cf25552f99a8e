import { startPostgres } from './durable/postgres.ts';
import type { Topic } from './harness/topic.ts';
import { prepareDatabase } from './ours/durable-store.ts';
import { measureWarm } from './state/warm.ts';

/** What durable consents cost a decision that finds its state in memory. */
export const warmTopic: Topic = {
  async run(plan) {
    const postgres = await startPostgres();
    try {
      await postgres.createDatabase('warm');
      const url = postgres.urlOf('warm');
      await prepareDatabase(url);
      return await measureWarm(url, plan);
    } finally {
      await postgres.stop();
    }
  },
};

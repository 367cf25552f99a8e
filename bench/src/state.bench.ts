import { startPostgres } from './durable/postgres.ts';
import type { Topic } from './harness/topic.ts';
import { prepareDatabase } from './ours/durable-store.ts';
import { measureAppend } from './state/append.ts';
import { measureCold } from './state/cold.ts';

/** What durable consents cost: a state that is not in memory, and an event. */
export const stateTopic: Topic = {
  async run(plan) {
    const postgres = await startPostgres();
    const empty = async (name: string): Promise<string> => {
      await postgres.createDatabase(name);
      return postgres.urlOf(name);
    };
    const database = async (name: string): Promise<string> => {
      const url = await empty(name);
      await prepareDatabase(url);
      return url;
    };
    try {
      return [
        ...(await measureCold(await database('cold'), await empty('c15t'), plan)),
        ...(await measureAppend(
          { url: await database('append'), functionUrl: await database('function') },
          plan,
        )),
      ];
    } finally {
      await postgres.stop();
    }
  },
};

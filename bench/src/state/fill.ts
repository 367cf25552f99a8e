import type { SubjectStore } from '../ours/durable-store.ts';
import { eventsOf } from '../ours/events.ts';
import { subjects } from '../workload/subjects.ts';

/** Everything that all subjects have said. One read after the last event: what is measured is a process that serves them. */
export async function fill(store: SubjectStore): Promise<void> {
  for (const facts of subjects) {
    for (const event of eventsOf(facts)) await store.append(facts.id, event);
    await store.read(facts.id);
  }
}

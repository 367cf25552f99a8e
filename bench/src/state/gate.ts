/** The child process of the gate's table: `gate memory`, or `gate <url of a database>` in which the subjects are known. */
import { loopForParent } from '../harness/child-loop.ts';
import { loopOver } from '../harness/loop.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import { memoryStore } from '../ours/memory-store.ts';
import { createAdmission } from '../ours/warm-decision.ts';
import { isPermitted, NOW, subjects } from '../workload/subjects.ts';
import { fill } from './fill.ts';

const [where = 'memory'] = process.argv.slice(2);
const store = where === 'memory' ? memoryStore() : (await openDurableStore({ url: where })).store;
if (where === 'memory') await fill(store);
else for (const { id } of subjects) await store.read(id);
const permitted = subjects.filter(isPermitted).map(({ id }) => id);
loopForParent(loopOver(permitted, createAdmission(store, NOW)));

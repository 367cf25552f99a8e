import {
  compileCatalogue,
  compileQuestion,
  createPrivacy,
  decide,
  memoryLedger,
  type SubjectState,
  type SubjectStore,
  type SubjectView,
  viewOf,
} from '@lawful/core';
import { PURPOSE } from '../workload/subjects.ts';
import { models, policy } from './declarations.ts';

/**
 * Reads the state, makes or reuses its view and decides: what the gate does at least. Throws where the store does not
 * answer at once, for then nothing was warm.
 */
export function createStoreDecider(
  store: SubjectStore,
  now: number,
): (subjectId: string) => boolean {
  const catalogue = compileCatalogue({ policy, models: [] });
  const asked = compileQuestion(
    catalogue,
    { purpose: PURPOSE, operation: 'dpv:Use', actor: { type: 'data-subject' } },
    now,
  );
  // As the gate does: a view is kept by the identity of its state.
  const views = new WeakMap<SubjectState, SubjectView>();
  const nobody = viewOf(catalogue, undefined, now);
  const viewed = (state: SubjectState): SubjectView => {
    const known = views.get(state);
    if (known !== undefined && known.catalogue === catalogue && now < known.until) return known;
    const view = viewOf(catalogue, state, now);
    views.set(state, view);
    return view;
  };
  return (subjectId) => {
    const reading = store.read(subjectId, asked.needs);
    if (reading instanceof Promise) throw new Error('the state was not warm');
    const { state } = reading;
    return decide(asked, state === undefined ? nobody : viewed(state), now).outcome === 'allow';
  };
}

/**
 * The whole of what stands before a handler: a unit of work, the gate, the record accepted by a ledger in memory. One that
 * keeps few records: moving thousands of them about is the collector's work, done sooner or later by luck, and the same
 * over every store.
 */
export function createAdmission(store: SubjectStore, now: number): (subjectId: string) => unknown {
  const ahead = Date.now() - now;
  const privacy = createPrivacy({
    policy,
    models,
    store,
    ledger: memoryLedger({ capacity: 100 }),
    clock: () => Date.now() - ahead,
    warn: () => undefined,
  });
  const processing = privacy.processing(PURPOSE);
  return (subject) => {
    const running = processing.begin(privacy.open({ subject }), {});
    if (running instanceof Promise) throw new Error('the state was not warm');
    return running;
  };
}

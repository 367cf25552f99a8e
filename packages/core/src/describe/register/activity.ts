import type { CompiledPurpose } from '../../catalogue/catalogue.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { basisOf, distinct, labelled } from '../parts/labelled.ts';
import { purposeLabel } from '../parts/purpose-label.ts';
import { type Reading, read } from '../parts/reading.ts';
import { recipientsOf, transfersTo } from '../parts/recipients.ts';
import { retentionOf } from '../parts/retention.ts';
import { categoriesOf, type Use } from '../parts/uses.ts';
import type { Activity } from './document.ts';
import type { Measures } from './measures.ts';

/** What activities are described with. */
export interface ActivitySurroundings {
  readonly policy: PolicyInput;
  readonly uses: readonly Use[];
  readonly measures: Measures;
  readonly reading: Reading;
}

/** What Art. 30 wants recorded of one purpose, from the policy and from the models declared for it. */
export function activityOf(purpose: CompiledPurpose, surroundings: ActivitySurroundings): Activity {
  const { policy, measures, reading } = surroundings;
  const { id, term, input, legalBasis } = purpose;
  const uses = surroundings.uses.filter(({ use }) => use.purpose === id);
  // One without any purpose is in the list of the whole register only.
  const recipients = recipientsOf(policy.recipients, new Set([id]), uses, reading).filter(
    ({ purposes }) => purposes.length > 0,
  );
  const subjects = [...(input.dataSubjects ?? []), ...uses.map(({ dataSubject }) => dataSubject)];
  const { legalReference } = input;
  return {
    purpose: id,
    ...(term !== undefined && { term }),
    label: purposeLabel(purpose, reading),
    description: read(input.describe, reading),
    legalBasis: legalBasis === undefined ? null : basisOf(legalBasis, reading),
    ...(legalReference !== undefined && { legalReference }),
    dataSubjects: distinct(
      subjects.filter((each) => each !== undefined).map((each) => labelled(each, reading)),
    ),
    categories: categoriesOf(
      [...uses.map(({ category }) => category), ...(input.categories ?? [])],
      reading,
    ),
    recipients,
    transfers: transfersTo(recipients),
    retention: retentionOf(input, reading),
    ...measures,
  };
}

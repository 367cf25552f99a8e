import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SubjectEvent } from '../../decide/event.ts';
import { isIndirect } from './selection.ts';

/** An event as it is exported: as it was stored, without the name of the person who approved a decision (Art. 15(4)). */
type ExportedEvent = Exclude<SubjectEvent, Overridden> | Omit<Overridden, 'approver'>;

type Overridden = Extract<SubjectEvent, { type: 'objection.overridden' }>;

/** The history of a subject's choices, oldest first; a withdrawn consent keeps its proof. */
export interface ExportedStanding {
  readonly consents: readonly ExportedEvent[];
  readonly objections: readonly ExportedEvent[];
  readonly restrictions: readonly ExportedEvent[];
  readonly notices: readonly ExportedEvent[];
  readonly relationships: readonly ExportedEvent[];
}

/** A history by kind. What it says of hidden purposes and fields is left out, whatever it says. */
export function standingOf(
  catalogue: Catalogue,
  history: readonly SubjectEvent[],
): ExportedStanding {
  const told = history.flatMap((event) => tell(event, catalogue));
  const of = (kind: string): readonly ExportedEvent[] =>
    told.filter(({ type }) => type.startsWith(`${kind}.`));
  return {
    consents: of('consent'),
    objections: of('objection'),
    restrictions: of('restriction'),
    notices: of('notice'),
    relationships: of('relationship'),
  };
}

function tell(event: SubjectEvent, catalogue: Catalogue): readonly ExportedEvent[] {
  if ('purpose' in event && isIndirect(catalogue, event.purpose)) return [];
  if (event.type === 'objection.overridden') {
    const { approver: _somebodyElse, ...rest } = event;
    return [rest];
  }
  if (event.type === 'restriction.set' && event.fields !== undefined) {
    const fields = event.fields.filter((path) => !isHidden(catalogue, path));
    return fields.length === 0 ? [] : [{ ...event, fields }];
  }
  return [event];
}

/** Whether a field serves only purposes whose access goes through the authority. */
function isHidden(catalogue: Catalogue, path: string): boolean {
  for (const model of catalogue.models.values()) {
    const field = model.fields.find((each) => each.path === path);
    if (field === undefined) continue;
    return field.uses.length > 0 && field.uses.every((use) => isIndirect(catalogue, use.purpose));
  }
  return false;
}

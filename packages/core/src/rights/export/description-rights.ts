import type { Catalogue } from '../../catalogue/catalogue.ts';
import {
  type Language,
  label,
  RIGHT_ALIASES,
  type RightAlias,
  type RightId,
  rightApplies,
} from '../../vocabulary/index.ts';
import { isObjectable } from '../objection.ts';
import { basesOf } from '../purposes.ts';

/** A right of the data subject and the purposes against which it holds (Art. 15(1)(e)–(f)). */
export interface ExportedRight {
  readonly right: RightAlias | 'complaint';
  readonly id: RightId;
  readonly label: string;
  readonly purposes: readonly string[];
}

const ORDER = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'withdrawConsent',
  'automatedDecision',
] as const satisfies readonly RightAlias[];

/** Rights by purpose, and the right to complain, which never depends on one. */
export function rightsOf(
  catalogue: Catalogue,
  named: ReadonlySet<string>,
  language: Language,
): readonly ExportedRight[] {
  const purposes = [...catalogue.purposes.values()].filter(({ id }) => named.has(id));
  const holding = ORDER.map((right) => {
    const id = RIGHT_ALIASES[right];
    return {
      right,
      id,
      label: label(id, language),
      purposes: purposes
        .filter((purpose) =>
          right === 'objection'
            ? isObjectable(purpose)
            : basesOf(purpose).some((basis) => rightApplies(id, basis)),
        )
        .map((purpose) => purpose.id),
    };
  });
  const complaint = {
    right: 'complaint',
    id: 'eu-gdpr:A77',
    label: label('eu-gdpr:A77', language),
    purposes: [],
  } as const;
  return [...holding, complaint];
}

import type { Catalogue, CompiledPurpose } from '../catalogue/catalogue.ts';
import type { SubjectState } from '../decide/state.ts';
import type {
  BasisStatusId,
  ConsentStatusId,
  LegalBasisId,
  PurposeTermId,
} from '../vocabulary/index.ts';
import { basisStatusOf, type ObjectionStanding, objectionsTo } from './basis-status.ts';
import { type ConsentStanding, standingOf, standingsOf } from './consent-status.ts';
import type { RightsContext } from './context.ts';
import { isObjectable } from './objection.ts';
import { needsExplicitConsent, restsOnConsent, takesConsent } from './purposes.ts';
import { readState } from './subject-record.ts';

/** One purpose and how the data subject stands to it. */
export interface PurposeStanding {
  readonly purpose: string;
  /** The DPV purpose of which it is a kind; null where the policy names none. */
  readonly term: PurposeTermId | null;
  /** Null where the policy states none, or several. */
  readonly legalBasis: LegalBasisId | null;
  /** Where consent stands, for a purpose that rests on it; otherwise where the basis stands, never as consent; null where DPV has no word for it, as for a contract. */
  readonly status: ConsentStatusId | BasisStatusId | null;
  /** Consent to the purpose as a whole; left out where none is asked for it. */
  readonly consent?: PurposeConsent;
  /** Whether the data subject can object (Art. 21). */
  readonly objectable: boolean;
  readonly objections: readonly ObjectionStanding[];
}

/** How consent to a purpose stands. */
interface PurposeConsent extends ConsentStanding {
  /** Whether it must be explicit to be valid (Art. 9(2)(a)). */
  readonly explicitRequired: boolean;
  /** Consents that were given, refused or withdrawn for one recipient or one channel alone. */
  readonly narrower: readonly ConsentStanding[];
}

/** Every purpose of the policy in force. */
export interface Standings {
  /** Version of the notice in force: evidence of a consent given now names it. */
  readonly noticeVersion: string;
  readonly purposes: readonly PurposeStanding[];
}

/** Lists every purpose of the policy with its status for one subject. Throws `state-unknown`. */
export async function list(context: RightsContext, subject: string): Promise<Standings> {
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  const state = await readState(context, subject);
  const purposes = [...catalogue.purposes.values()];
  return {
    noticeVersion: catalogue.version,
    purposes: purposes.map((purpose) => standing(catalogue, purpose, state, now)),
  };
}

function standing(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  state: SubjectState | undefined,
  now: number,
): PurposeStanding {
  const objections = objectionsTo(state, purpose.id);
  const consent = takesConsent(catalogue, purpose, {}, now)
    ? consentTo(catalogue, purpose, state, now)
    : undefined;
  return {
    purpose: purpose.id,
    term: purpose.term ?? null,
    legalBasis: purpose.legalBasis ?? null,
    status:
      consent !== undefined && restsOnConsent(purpose)
        ? consent.status
        : basisStatusOf(purpose, objections),
    ...(consent === undefined ? {} : { consent }),
    objectable: isObjectable(purpose),
    objections,
  };
}

function consentTo(
  catalogue: Catalogue,
  purpose: CompiledPurpose,
  state: SubjectState | undefined,
  now: number,
): PurposeConsent {
  const scope = { purpose: purpose.id };
  return {
    ...standingOf(catalogue, state, scope, now),
    explicitRequired: needsExplicitConsent(catalogue, purpose),
    narrower: standingsOf(catalogue, state, purpose.id, now).filter(
      ({ recipient, channel }) => recipient !== undefined || channel !== undefined,
    ),
  };
}

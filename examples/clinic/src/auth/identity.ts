import { PrivacyError } from '@lawful/core';
import type { NestRequest } from '@lawful/nest';

/** What staff do at the practice; the policy says which purposes that is. */
export type StaffRole = 'practitioner' | 'secretary';

/** Whom a request has proven to come from. */
export type Identity =
  | { readonly type: 'patient'; readonly patientId: string }
  | {
      readonly type: 'staff';
      readonly id: string;
      readonly role: StaffRole;
      /** To the patient whom the request is about; `care-team` for who treats them. */
      readonly relationships: readonly string[];
    };

/** A request once {@link AuthGuard} has seen it. */
export interface ClinicRequest extends NestRequest {
  readonly user?: Identity | undefined;
}

/** Whom this request has proven to come from; `undefined` for nobody. */
export function identityOf(request: ClinicRequest): Identity | undefined {
  return request.user;
}

/** The id of the member of staff who asks; for handlers that are for staff. Throws `actor-unknown` for anybody else. */
export function staffIdOf(request: ClinicRequest): string {
  const identity = identityOf(request);
  if (identity?.type !== 'staff') throw new PrivacyError('actor-unknown');
  return identity.id;
}

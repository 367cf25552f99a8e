import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { ClinicRequest, Identity } from '../auth/identity.ts';
import { CareTeams } from './care-teams.ts';

/**
 * Finds out how a practitioner stands to the patient whom the request is about, and refuses nothing: whether the
 * relationship is enough is decided by the policy. A list without a patient is that of one's own care team.
 */
@Injectable()
export class CareTeamGuard implements CanActivate {
  readonly #careTeams: CareTeams;

  constructor(@Inject(CareTeams) careTeams: CareTeams) {
    this.#careTeams = careTeams;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request: Omit<ClinicRequest, 'user'> & { user?: Identity | undefined } = context
      .switchToHttp()
      .getRequest();
    const { user } = request;
    if (user?.type !== 'staff' || user.role !== 'practitioner') return true;
    const patientId: unknown = Reflect.get(Object(request.params), 'id');
    const treats =
      typeof patientId !== 'string' || (await this.#careTeams.includes(patientId, user.id));
    request.user = { ...user, relationships: treats ? ['care-team'] : [] };
    return true;
  }
}

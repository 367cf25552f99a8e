import { Processing, Returns, Subject } from '@lawful/nest';
import { Controller, Delete, HttpCode, Inject, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CareTeams } from './care-teams.ts';

/** Patients choose who treats them (Code de la santé publique, art. L1110-8). */
@ApiTags('patients')
@ApiBearerAuth()
@Controller('patients/me/care-team')
export class CareTeamController {
  readonly #careTeams: CareTeams;

  constructor(@Inject(CareTeams) careTeams: CareTeams) {
    this.#careTeams = careTeams;
  }

  /** Leaves the care of a practitioner. */
  @Delete(':practitionerId')
  @HttpCode(204)
  @Processing('account')
  @Returns('nothing')
  async leave(
    @Subject() id: string,
    @Param('practitionerId') practitionerId: string,
  ): Promise<void> {
    await this.#careTeams.leave(id, practitionerId);
  }
}

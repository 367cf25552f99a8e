import { Processing, Returns } from '@lawful/nest';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { For } from '../auth/public.decorator.ts';
import { PatientsService } from '../patients/patients.service.ts';
import { PrescriptionsService } from '../prescriptions/prescriptions.service.ts';
import { ageRange } from './age-range.ts';
import { CohortMember } from './cohort-member.ts';
import { StudyPseudonyms } from './pseudonyms.ts';

/** What a study gets: of those who have consented to it explicitly, and of nobody else. */
@ApiTags('research')
@ApiBearerAuth()
@For('staff')
@Controller('research')
export class ResearchController {
  readonly #patients: PatientsService;
  readonly #prescriptions: PrescriptionsService;
  readonly #pseudonyms: StudyPseudonyms;

  constructor(
    @Inject(PatientsService) patients: PatientsService,
    @Inject(PrescriptionsService) prescriptions: PrescriptionsService,
    @Inject(StudyPseudonyms) pseudonyms: StudyPseudonyms,
  ) {
    this.#patients = patients;
    this.#prescriptions = prescriptions;
    this.#pseudonyms = pseudonyms;
  }

  /** Consent is not asked for here: the privacy layer leaves out whoever has not given it. */
  @Get('cohort')
  @Processing('research', { subject: 'each' })
  @Returns([CohortMember])
  @ApiOkResponse({ type: [CohortMember] })
  async cohort(): Promise<CohortMember[]> {
    const [patients, medicines] = await Promise.all([
      this.#patients.all(),
      this.#prescriptions.medicines(),
    ]);
    const today = new Date();
    const members = patients.map(({ id, birthDate, allergies = null }) =>
      Object.assign(new CohortMember(), {
        patientId: id,
        pseudonym: this.#pseudonyms.of(id),
        ageRange: ageRange(birthDate, today),
        allergies,
        medicines: medicines.get(id) ?? [],
      }),
    );
    // The order in which files were opened would tell who is who.
    return members.sort((one, other) => (one.pseudonym < other.pseudonym ? -1 : 1));
  }
}

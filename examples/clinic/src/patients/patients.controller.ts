import { PrivacyError } from '@lawful/core';
import { PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.ts';
import { Tokens } from '../auth/tokens.ts';
import { ClinicProblem } from '../http/clinic-problem.ts';
import { NewAccount } from './new-account.ts';
import { NewPatient } from './new-patient.ts';
import { Patient } from './patient.entity.ts';
import { PatientsService } from './patients.service.ts';

/** Opening a file, and seeing one's own. */
@ApiTags('patients')
@Controller('patients')
export class PatientsController {
  readonly #patients: PatientsService;
  readonly #tokens: Tokens;
  readonly #privacy: PrivacyService;

  constructor(
    @Inject(PatientsService) patients: PatientsService,
    @Inject(Tokens) tokens: Tokens,
    @Inject(PrivacyService) privacy: PrivacyService,
  ) {
    this.#patients = patients;
    this.#tokens = tokens;
    this.#privacy = privacy;
  }

  @Post()
  @Public()
  @Processing('account', { subject: 'new' })
  @Returns({ 201: NewAccount })
  @ApiCreatedResponse({ type: NewAccount })
  async add(@Body() person: NewPatient): Promise<NewAccount> {
    const patient = await this.#patients.add(person);
    if (patient === undefined) throw new ClinicProblem('file-not-opened');
    this.#privacy.bindSubject(patient.id);
    return { id: patient.id, token: await this.#tokens.issue(patient.id) };
  }

  @Get('me')
  @Processing('account')
  @Returns(Patient)
  @ApiBearerAuth()
  @ApiOkResponse({ type: Patient })
  async me(@Subject() id: string): Promise<Patient> {
    const patient = await this.#patients.find(id);
    if (patient === null) throw new PrivacyError('not-found');
    return patient;
  }
}

import { PrivacyError } from '@lawful/core';
import { Processing, Returns, Subject } from '@lawful/nest';
import { Body, Controller, Get, Inject, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Appointment } from '../appointments/appointment.entity.ts';
import { AppointmentsService } from '../appointments/appointments.service.ts';
import { type ClinicRequest, staffIdOf } from '../auth/identity.ts';
import { For } from '../auth/public.decorator.ts';
import { Patient } from '../patients/patient.entity.ts';
import { PatientsService } from '../patients/patients.service.ts';
import { NewPrescription } from '../prescriptions/new-prescription.ts';
import { Prescription } from '../prescriptions/prescription.entity.ts';
import { PrescriptionsService } from '../prescriptions/prescriptions.service.ts';
import { CareTeamGuard } from './care-team.guard.ts';

/** What a practitioner sees and does: for care, and of nobody but the patients of their own care team. */
@ApiTags('practitioner')
@ApiBearerAuth()
@For('staff')
@UseGuards(CareTeamGuard)
@Controller('practitioner/patients')
export class PractitionerController {
  readonly #patients: PatientsService;
  readonly #appointments: AppointmentsService;
  readonly #prescriptions: PrescriptionsService;

  constructor(
    @Inject(PatientsService) patients: PatientsService,
    @Inject(AppointmentsService) appointments: AppointmentsService,
    @Inject(PrescriptionsService) prescriptions: PrescriptionsService,
  ) {
    this.#patients = patients;
    this.#appointments = appointments;
    this.#prescriptions = prescriptions;
  }

  /** Limited twice: the query finds the patients of the care team, the policy lets out the fields of care. */
  @Get()
  @Processing('care', { subject: 'each' })
  @Returns([Patient])
  @ApiOkResponse({ type: [Patient] })
  list(@Req() request: ClinicRequest): Promise<Patient[]> {
    return this.#patients.inCareOf(staffIdOf(request));
  }

  /** Somebody else's patient is answered like one that does not exist. */
  @Get(':id')
  @Processing('care')
  @Returns({ patient: Patient, appointments: [Appointment], prescriptions: [Prescription] })
  @ApiParam({ name: 'id', format: 'uuid' })
  async record(@Subject() id: string): Promise<PatientRecord> {
    const [patient, appointments, prescriptions] = await Promise.all([
      this.#patients.find(id),
      this.#appointments.of(id),
      this.#prescriptions.of(id),
    ]);
    if (patient === null) throw new PrivacyError('not-found');
    return { patient, appointments, prescriptions };
  }

  @Post(':id/prescriptions')
  @Processing('prescription')
  @Returns({ 201: Prescription })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiCreatedResponse({ type: Prescription })
  prescribe(
    @Subject() id: string,
    @Req() request: ClinicRequest,
    @Body() prescription: NewPrescription,
  ): Promise<Prescription> {
    return this.#prescriptions.add(id, staffIdOf(request), prescription);
  }
}

interface PatientRecord {
  readonly patient: Patient;
  readonly appointments: readonly Appointment[];
  readonly prescriptions: readonly Prescription[];
}

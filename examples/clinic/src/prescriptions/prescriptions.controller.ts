import { Processing, Returns, Subject } from '@lawful/nest';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Prescription } from './prescription.entity.ts';
import { PrescriptionsService } from './prescriptions.service.ts';

/** One's own prescriptions. */
@ApiTags('patients')
@ApiBearerAuth()
@Controller('patients/me/prescriptions')
export class PrescriptionsController {
  readonly #prescriptions: PrescriptionsService;

  constructor(@Inject(PrescriptionsService) prescriptions: PrescriptionsService) {
    this.#prescriptions = prescriptions;
  }

  @Get()
  @Processing('prescription')
  @Returns([Prescription])
  @ApiOkResponse({ type: [Prescription] })
  list(@Subject() id: string): Promise<Prescription[]> {
    return this.#prescriptions.of(id);
  }
}

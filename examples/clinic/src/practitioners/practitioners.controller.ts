import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Public } from '../auth/public.decorator.ts';
import { Practitioner } from './practitioner.entity.ts';

/** Who practises here, for patients to choose. */
@ApiTags('practitioners')
@Public()
@Controller('practitioners')
export class PractitionersController {
  readonly #practitioners: Repository<Practitioner>;

  constructor(@InjectRepository(Practitioner) practitioners: Repository<Practitioner>) {
    this.#practitioners = practitioners;
  }

  @Get()
  @ApiOkResponse({ type: [Practitioner] })
  list(): Promise<Practitioner[]> {
    return this.#practitioners.find({ order: { name: 'ASC' } });
  }
}

import { Processing, Returns } from '@lawful/nest';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { For } from '../auth/public.decorator.ts';
import { Agenda } from './agenda.ts';
import { AgendaEntry } from './agenda-entry.ts';

/** The front desk. */
@ApiTags('secretary')
@ApiBearerAuth()
@For('staff')
@Controller('secretary')
export class SecretaryController {
  readonly #agenda: Agenda;

  constructor(@Inject(Agenda) agenda: Agenda) {
    this.#agenda = agenda;
  }

  /** What the purpose that the request names may see: whom to expect, or what to invoice. */
  @Get('appointments')
  @Processing(
    {
      among: ['appointment', 'billing'],
      by: ({ query }) => Reflect.get(Object(query), 'purpose'),
    },
    { subject: 'each' },
  )
  @Returns([AgendaEntry])
  @ApiQuery({ name: 'purpose', enum: ['appointment', 'billing'] })
  @ApiOkResponse({ type: [AgendaEntry] })
  appointments(): Promise<AgendaEntry[]> {
    return this.#agenda.entries();
  }
}

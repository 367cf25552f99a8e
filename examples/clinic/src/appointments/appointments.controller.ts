import { Processing, Returns, Subject } from '@lawful/nest';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReminderQueue } from '../reminders/reminder-queue.ts';
import { Appointment } from './appointment.entity.ts';
import { AppointmentsService } from './appointments.service.ts';
import { NewAppointment } from './new-appointment.ts';

/** Booking, which rests on the contract: nobody asks for consent. */
@ApiTags('appointments')
@ApiBearerAuth()
@Controller('appointments')
export class AppointmentsController {
  readonly #appointments: AppointmentsService;
  readonly #reminders: ReminderQueue;

  constructor(
    @Inject(AppointmentsService) appointments: AppointmentsService,
    @Inject(ReminderQueue) reminders: ReminderQueue,
  ) {
    this.#appointments = appointments;
    this.#reminders = reminders;
  }

  @Get()
  @Processing('appointment')
  @Returns([Appointment])
  @ApiOkResponse({ type: [Appointment] })
  list(@Subject() id: string): Promise<Appointment[]> {
    return this.#appointments.of(id);
  }

  /** A reminder is queued for everybody: whether it may be sent is decided on the day. */
  @Post()
  @Processing('appointment')
  @Returns({ 201: Appointment })
  @ApiCreatedResponse({ type: Appointment })
  async book(@Subject() id: string, @Body() wanted: NewAppointment): Promise<Appointment> {
    const appointment = await this.#appointments.book(id, wanted);
    await this.#reminders.add(appointment);
    return appointment;
  }
}

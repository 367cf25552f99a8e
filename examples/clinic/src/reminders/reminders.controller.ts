import { PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ReminderConsent, ReminderOptIn } from './opt-in.ts';
import { SentReminder } from './sent-reminder.entity.ts';

/** Asking for reminders, and seeing what was sent. They are stopped at `DELETE /privacy/consents/reminders`. */
@ApiTags('reminders')
@ApiBearerAuth()
@Controller('reminders')
export class RemindersController {
  readonly #privacy: PrivacyService;
  readonly #sent: Repository<SentReminder>;

  constructor(
    @Inject(PrivacyService) privacy: PrivacyService,
    @InjectRepository(SentReminder) sent: Repository<SentReminder>,
  ) {
    this.#privacy = privacy;
    this.#sent = sent;
  }

  @Post('opt-in')
  @HttpCode(200)
  @Processing('rights-requests')
  @Returns(ReminderConsent)
  @ApiOkResponse({ type: ReminderConsent })
  async optIn(@Subject() id: string, @Body() evidence: ReminderOptIn): Promise<ReminderConsent> {
    const standing = await this.#privacy.rights.give(id, 'reminders', evidence);
    return Object.assign(new ReminderConsent(), standing);
  }

  @Get()
  @Processing('account')
  @Returns([SentReminder])
  @ApiOkResponse({ type: [SentReminder] })
  list(@Subject() patientId: string): Promise<SentReminder[]> {
    return this.#sent.find({ where: { patientId }, order: { sentAt: 'DESC' } });
  }
}

import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.ts';
import { Agenda } from './agenda.ts';
import { SecretaryController } from './secretary.controller.ts';

/** What secretaries see. */
@Module({ imports: [DatabaseModule], controllers: [SecretaryController], providers: [Agenda] })
export class SecretaryModule {}

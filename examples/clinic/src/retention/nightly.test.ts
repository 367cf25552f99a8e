import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppModule } from '../app.module.ts';
import { AppointmentsService } from '../appointments/appointments.service.ts';
import { readConfig } from '../config/config.ts';
import { type EmbeddedDatabase, startEmbedded } from '../database/embedded-postgres.ts';
import { PatientsService } from '../patients/patients.service.ts';
import type { ClinicPrivacy } from '../privacy/create-privacy.ts';
import { CLINIC_PRIVACY } from '../privacy/running-privacy.module.ts';
import { SentReminder } from '../reminders/sent-reminder.entity.ts';
import { Nightly } from './nightly.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = new Date('2026-11-22T03:00:00Z');

let database: EmbeddedDatabase;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await startEmbedded('memory://');
  const config = readConfig({ DATABASE_URL: database.url });
  app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: false });
});
afterAll(async () => {
  await app?.close();
  await database?.stop();
});

test('at night, reminders go that were sent more than 30 days ago, and no others', async () => {
  const patientId = await givenPatient();
  await givenReminder(patientId, 31);
  const recent = await givenReminder(patientId, 29);
  await app.get(Nightly).eraseOldReminders(NOW);
  expect(await keptOf(patientId)).toEqual([recent]);
});

test('nothing goes while processing is restricted, and nobody else has to wait for that', async () => {
  const restricted = await givenPatient();
  const other = await givenPatient();
  const old = await givenReminder(restricted, 40);
  await givenReminder(other, 40);
  const privacy: ClinicPrivacy = app.get(CLINIC_PRIVACY);
  await privacy.restrict(restricted, { ground: 'needed-for-legal-claims' });
  await app.get(Nightly).eraseOldReminders(NOW);
  expect(await keptOf(restricted)).toEqual([old]);
  expect(await keptOf(other)).toEqual([]);
});

async function givenPatient(): Promise<string> {
  const patient = await app.get(PatientsService, { strict: false }).add({
    email: `${randomUUID()}@patients.example`,
    firstName: 'Some',
    lastName: 'Body',
    birthDate: '1970-01-01',
  });
  return patient?.id ?? '';
}

/** A reminder that was sent so many days ago. */
async function givenReminder(patientId: string, daysAgo: number): Promise<string> {
  const appointments = app.get(AppointmentsService, { strict: false });
  const { id: appointmentId } = await appointments.book(patientId, { at: NOW.toISOString() });
  const id = randomUUID();
  const sentAt = new Date(NOW.getTime() - daysAgo * DAY_MS);
  await reminders().insert({ id, patientId, appointmentId, address: 'a', text: 'b', sentAt });
  return id;
}

async function keptOf(patientId: string): Promise<readonly string[]> {
  return (await reminders().findBy({ patientId })).map(({ id }) => id);
}

function reminders() {
  const dataSource: DataSource = app.get(getDataSourceToken());
  return dataSource.getRepository(SentReminder);
}

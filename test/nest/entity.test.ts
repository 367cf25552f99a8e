import 'reflect-metadata';
import { createPrivacy, definePolicy } from '@lawful/core';
import { PrivacyModule, Processing, Returns } from '@lawful/nest';
import { Controller, Get } from '@nestjs/common';
import { Column, DataSource, Entity, ManyToOne, OneToMany, PrimaryColumn } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../postgres.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { PLATFORMS, serve } from './serving.ts';

const { anna } = PEOPLE;

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '1 rue de la Paix', contact: 'mailto:dpo@acme.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    account: {
      is: 'dpv:AccountManagement',
      legalBasis: 'contract',
      retention: { startEvent: 'account.closed', duration: 'P1M', action: 'erase' },
    },
    statistics: {
      is: 'dpv:ServiceUsageAnalytics',
      legalBasis: 'consent',
      retention: { startEvent: 'visit.ended', duration: 'P1M', action: 'erase' },
    },
  },
});
const { DataSubject, SubjectId, PersonalData, Nested } = policy.declare();

@Entity()
@DataSubject('dpv:Customer')
class Guest {
  @PrimaryColumn('text') @SubjectId() id!: string;
  @Column('text')
  @PersonalData({ category: 'pd:EmailAddress', purpose: 'account' })
  email!: string;
  @Column('text')
  @PersonalData({ category: 'pd:BirthDate', purpose: 'statistics' })
  birthDate!: string;
  @Column('text') diagnosis!: string;
  @OneToMany(
    () => Stay,
    (stay) => stay.guest,
    { eager: true, cascade: true },
  )
  @Nested(() => Stay, 'array')
  stays!: Stay[];
  /** TypeORM loads it when it is read. */
  @OneToMany(
    () => Letter,
    (letter) => letter.guest,
  )
  @Nested(() => Letter, 'array')
  letters!: Promise<Letter[]>;
}

@Entity()
@DataSubject('dpv:Customer')
class Stay {
  @PrimaryColumn('text') id!: string;
  @Column('text') @PersonalData({ category: 'pd:Location', purpose: 'account' }) room!: string;
  @ManyToOne(
    () => Guest,
    (guest) => guest.stays,
  )
  guest!: Guest;
}

@Entity()
@DataSubject('dpv:Customer')
class Letter {
  @PrimaryColumn('text') id!: string;
  @Column('text') @PersonalData({ category: 'pd:Name', purpose: 'account' }) text!: string;
  @ManyToOne(
    () => Guest,
    (guest) => guest.letters,
    { lazy: true },
  )
  guest!: Promise<Guest>;
}

const SHOWN = { id: anna.id, email: anna.email, stays: [{ room: 'river' }] };

let postgres: Postgres;
let database: DataSource;
const queries: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  const silent = () => undefined;
  database = await new DataSource({
    type: 'postgres',
    url: postgres.url,
    entities: [Guest, Stay, Letter],
    synchronize: true,
    logger: {
      logQuery: (query) => void queries.push(query),
      logQueryError: silent,
      logQuerySlow: silent,
      logSchemaBuild: silent,
      logMigration: silent,
      log: silent,
    },
  }).initialize();
  const { id, email, birthDate, diagnosis } = anna;
  const guest = database.manager.create(Guest, { id, email, birthDate, diagnosis });
  guest.stays = [database.manager.create(Stay, { id: 's1', room: 'river' })];
  await database.manager.save(guest);
});

afterAll(async () => {
  await database?.destroy();
  await postgres?.stop();
});

@Controller()
class Guests {
  @Get('entity') @Processing('account') @Returns(Guest) entity(): Promise<Guest> {
    return database.manager.findOneByOrFail(Guest, { id: anna.id });
  }
  @Get('entities') @Processing('account') @Returns([Guest]) entities(): Promise<Guest[]> {
    return database.manager.find(Guest);
  }
  @Get('raw') @Processing('account') @Returns([Guest]) raw(): Promise<Guest[]> {
    return database.query('SELECT id, email, "birthDate", diagnosis FROM guest');
  }
}

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  test('an entity of a real mapper shows what the purpose may use, and its lazy relation is not loaded', async () => {
    const privacy = createPrivacy({ policy, models: [Guest, Stay, Letter], warn: () => undefined });
    await using serving = await serve(platform, {
      privacyModule: PrivacyModule.forRoot({
        privacy,
        subject: () => anna.id,
        rights: { authorise: () => undefined },
      }),
      controllers: [Guests],
    });
    queries.length = 0;
    expect(await serving.ask('GET', '/entity')).toMatchObject({ text: JSON.stringify(SHOWN) });
    expect(await serving.ask('GET', '/entities')).toMatchObject({ text: JSON.stringify([SHOWN]) });
    const { stays: _stays, ...row } = SHOWN;
    expect(await serving.ask('GET', '/raw')).toMatchObject({ text: JSON.stringify([row]) });
    expect(queries.some((it) => it.includes('stay'))).toBe(true);
    expect(queries.filter((it) => it.includes('letter'))).toEqual([]);
  });
});

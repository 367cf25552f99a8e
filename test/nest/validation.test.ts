import { createPrivacy, definePolicy } from '@lawful/core';
import { findCanaries } from '@lawful/core/testing';
import { PrivacyModule, Processing, Returns, validationProblem } from '@lawful/nest';
import {
  BadRequestException,
  Body,
  Controller,
  Post,
  UsePipes,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { IsEmail, IsString, Length } from 'class-validator';
import { describe, expect, test } from 'vitest';
import { PEOPLE } from '../scenarios/people.ts';
import { type Application, PLATFORMS, serve } from './serving.ts';

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
    adverts: {
      is: 'dpv:TargetedAdvertising',
      legalBasis: 'consent',
      retention: { startEvent: 'consent.withdrawn', duration: 'P0D', action: 'erase' },
    },
  },
});
const { DataSubject, PersonalData } = policy.declare();

@DataSubject('dpv:Customer')
class NewAccount {
  @PersonalData({ category: 'pd:EmailAddress', purpose: ['account', 'adverts'] })
  @IsEmail()
  email!: string;
  @PersonalData({ category: 'pd:Name', purpose: 'account' })
  @IsString()
  @Length(2, 20, { message: 'the name $value is too short or too long' })
  name!: string;
}

/** Every mode in which applications validate. */
const MODES: Readonly<Record<string, ValidationPipeOptions>> = {
  'without options': {},
  'that transforms': { transform: true },
  'that drops what it does not know': { whitelist: true },
  'that forbids what it does not know': { whitelist: true, forbidNonWhitelisted: true },
  'that stops at the first error': { stopAtFirstError: true },
  'that tells nothing': { disableErrorMessages: true },
  'that hands over its errors': { exceptionFactory: (errors) => new BadRequestException(errors) },
  'that asks Lawful': { exceptionFactory: validationProblem },
};

/** What the handlers were given. */
let given: unknown;

@Controller()
class Accounts {
  @Post('accounts') @Processing('account') @Returns('nothing') add(@Body() it: NewAccount): void {
    given = it;
  }
  @Post('adverts') @Processing('adverts') @Returns('nothing') show(@Body() it: NewAccount): void {
    given = it;
  }
}

/** Where a pipe can stand: at every route, at a handler, at a parameter. */
const PLACES: Readonly<Record<string, (pipe: ValidationPipe) => Partial<Application>>> = {
  'at every route': (pipe) => ({
    controllers: [Accounts],
    configure: (app) => void app.useGlobalPipes(pipe),
  }),
  'at a handler': (pipe) => {
    class Piped extends Accounts {}
    UsePipes(pipe)(Piped);
    Controller()(Piped);
    return { controllers: [Piped] };
  },
};

const CASES = Object.keys(PLACES).flatMap((place) =>
  Object.keys(MODES).map((mode) => [place, mode] as const),
);

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  test.each(CASES)(
    'with a validation %s, %s: a refusal comes first, only what may come in is looked at, and no complaint holds a value',
    async (place, mode) => {
      await using app = await serve(platform, served(place, mode));
      given = undefined;
      const wrong = { email: anna.diagnosis, name: 'x'.repeat(30) + anna.email };

      // Refused for its purpose: nobody looks at what is wrong with the body.
      expect(await app.ask('POST', '/adverts', { body: wrong })).toMatchObject({ status: 403 });

      const answer = await app.ask('POST', '/accounts', { body: wrong });
      if (typeof answer === 'string') throw new Error(answer);
      expect([400, 422]).toContain(answer.status);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(findCanaries(answer.text, anna)).toEqual([]);
      if (mode !== 'that tells nothing') expect(answer.text).toContain('"pointer":"#/email"');
      expect(given).toBeUndefined();

      // A key that nobody declared has been dropped before any pipe: none can forbid it.
      const body = { email: anna.email, name: 'Anna', diagnosis: anna.diagnosis };
      expect(await app.ask('POST', '/accounts', { body })).toMatchObject({ status: 201 });
      expect({ ...Object(given) }).toEqual({ email: anna.email, name: 'Anna' });
    },
  );
});

function served(place: string, mode: string): Application {
  const privacy = createPrivacy({ policy, models: [NewAccount], warn: () => undefined });
  return {
    privacyModule: PrivacyModule.forRoot({
      privacy,
      subject: () => anna.id,
      rights: { authorise: () => undefined },
    }),
    ...PLACES[place]?.(new ValidationPipe(MODES[mode])),
  };
}

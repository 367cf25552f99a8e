import 'reflect-metadata';
import { createPrivacy, definePolicy, type ModelRef, opaque } from '@lawful/core';
import { Body, Get, HttpCode, Param, Query } from '@nestjs/common';
import { expect, test } from 'vitest';
import { type IsModel, modelsNamedIn, planOf, purposesOf } from './handler-plan.ts';
import type { ClassType } from './nest-metadata.ts';
import { Processing, Returns } from './processing.decorator.ts';

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '1 rue de la Paix', contact: 'mailto:dpo@acme.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    care: {
      is: 'dpv:ServiceProvision',
      legalBasis: 'contract',
      retention: { startEvent: 'care.ended', duration: 'P1Y', action: 'erase' },
    },
  },
});
const { DataSubject, SubjectId, PersonalData, defineModel, notPersonal } = policy.declare();

@DataSubject('dpv:Patient')
class Patient {
  @SubjectId() id!: string;
  @PersonalData({ category: 'pd:Name', purpose: 'care' }) name!: string;
}
const Page = defineModel('Page', { fields: { number: notPersonal() } });
class Plain {}

const { catalogues } = createPrivacy({ policy, models: [Patient, Page], warn: () => undefined });
const isModel: IsModel = (type): type is ModelRef =>
  catalogues.some(({ models }) => [...models.keys()].some((it) => it === type));

@Processing('care')
class Patients {
  @Get() written(): Patient {
    return new Patient();
  }
  @Get() promised(): Promise<Patient> {
    return Promise.resolve(new Patient());
  }
  @Get() unwritten() {
    return new Patient();
  }
  @Get() nothing(): void {}
  @HttpCode(204) @Get() withoutBody(): void {}
  @Returns([Patient]) @Get() said(): Patient {
    return new Patient();
  }
  @Processing({ among: ['care', 'research'], by: () => 'care' }, { returns: 'nothing' })
  @Returns(Patient)
  @Get()
  own(
    @Body() _patient: Patient,
    @Query('name') _name: Patient,
    @Query() _query: Plain,
    @Param() _at: Patient,
  ): void {}
}

test('What a handler answers is said, or its class is; a type that nobody can see says nothing', () => {
  const names = ['written', 'promised', 'unwritten', 'nothing', 'withoutBody', 'said'] as const;
  const answers = names.map((name) => [name, planned(name)?.options.returns] as const);
  expect(Object.fromEntries(answers)).toEqual({
    written: Patient,
    promised: undefined,
    unwritten: undefined,
    nothing: undefined,
    withoutBody: 'nothing',
    said: [Patient],
  });
});

test('What a handler says of itself wins over its class, and what it takes is found from its types', () => {
  const plan = planned('own');
  expect(plan?.place).toBe('Patients.own');
  expect(plan?.options).toEqual({ body: Patient, params: Patient, returns: 'nothing' });
  expect(plan && purposesOf(plan.said)).toEqual(['care', 'research']);
  const written = planned('written');
  expect(written && purposesOf(written.said)).toEqual(['care']);
});

test('A handler of which nothing is said has no plan', () => {
  class Silent {
    @Get() one(): Patient {
      return new Patient();
    }
  }
  expect(planOf(Silent, 'one', Silent.prototype.one, isModel)).toBeUndefined();
});

test.each([
  ['a class', Patient, [Patient]],
  ['a list', [Patient], [Patient]],
  ['a model for plain objects', Page, [Page]],
  ['a wrapper', { items: [Patient], page: Page, total: 'not-personal' }, [Patient, Page]],
  ['answers by status', { 200: { items: [Patient] }, 201: Page, 204: 'nothing' }, [Patient, Page]],
  ['nothing', 'nothing', []],
  ['an opaque body', opaque('a page'), []],
  ['what is not said', undefined, []],
])('The models named in %s', (_what, shape, models) => {
  expect(modelsNamedIn(shape)).toEqual(models);
});

function planned(name: keyof Patients) {
  const type: ClassType = Patients;
  return planOf(type, name, Patients.prototype[name], isModel);
}

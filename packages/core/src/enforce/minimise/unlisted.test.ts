import { expect, test } from 'vitest';
import type { CompiledModel } from '../../catalogue/catalogue.ts';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { ModelRef } from '../../declare/model.ts';
import { readLeaves } from '../redact/leaves.ts';
import { logWriters } from '../redact/log-writers.ts';
import { plansFor } from './plan.ts';
import { shapers } from './shaper.ts';
import { straysOf } from './strays.ts';
import { subjectCollector } from './subjects.ts';
import { walkOf } from './walk.ts';

test.each([true, false])('a relation that loads when it is read stays unread: %s', (generate) => {
  const { reads, patient } = lazyPatient();
  const plan = plansFor('care', 'out')(model);
  const shaped = shapers(generate)(plan)(patient, walkOf(strays(), undefined));
  expect(JSON.parse(JSON.stringify(shaped))).toEqual({ id: 'p1', doctor: { name: 'Curie' } });
  const subjects = new Set<string>();
  subjectCollector(plan)(patient, subjects);
  expect([...subjects]).toEqual(['p1']);
  const leaves: string[] = [];
  expect(readLeaves(model, patient, (leaf) => leaves.push(leaf) > 0)).toBe(true);
  expect(leaves).toEqual(['p1', 'Curie']);
  const copier = { copy: (it: unknown) => it, copyNested: (_nested: object, it: unknown) => it };
  logWriters((ref) => catalogue.models.get(ref), generate).ofModel(model)(patient, copier);
  expect(reads()).toBe(0);
});

test.each([true, false])(
  'a relation that a mapper keeps behind a getter that shows is read: %s',
  (generate) => {
    const patient = Object.defineProperty(
      Object.assign(new Patient(), { doctor: null }),
      'visits',
      {
        get: () => [{ patientId: 'p1', at: 'noon' }],
        enumerable: true,
      },
    );
    const shape = shapers(generate)(plansFor('care', 'out')(model));
    expect(shape(patient, walkOf(strays(), undefined))).toMatchObject({
      visits: [{ patientId: 'p1', at: 'noon' }],
    });
  },
);

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '…', contact: 'mailto:privacy@acme.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    care: {
      is: 'dpv:ServiceProvision',
      legalBasis: 'contract',
      retention: { startEvent: 'care.ended', duration: 'P1Y', action: 'erase' },
    },
  },
});
const { DataSubject, SubjectId, PersonalData, Nested } = policy.declare();

@DataSubject('dpv:Patient')
class Doctor {
  @PersonalData({ category: 'pd:Name', purpose: 'care' }) name = 'Curie';
}

@DataSubject('dpv:Patient')
class Visit {
  @SubjectId() patientId!: string;
  @PersonalData({ category: 'pd:Location', purpose: 'care' }) at!: string;
}

@DataSubject('dpv:Patient')
class Patient {
  @SubjectId() id = 'p1';
  @Nested(() => Visit, 'array') visits!: Visit[];
  @Nested(() => Doctor) doctor = new Doctor();
}

const catalogue = compileCatalogue({ policy, models: [Patient] });
const model = compiled(Patient);

function compiled(ref: ModelRef): CompiledModel {
  return catalogue.models.get(ref) ?? expect.fail('it is declared');
}

function strays() {
  return straysOf(catalogue, 'out', plansFor('care', 'out'), shapers());
}

/** A patient as an object-relational mapper makes one whose visits are loaded when they are read. */
function lazyPatient(): { readonly patient: Patient; readonly reads: () => number } {
  let reads = 0;
  const patient = Object.defineProperty(new Patient(), 'visits', {
    get: () => {
      reads++;
      return Promise.resolve([]);
    },
    enumerable: false,
    configurable: true,
  });
  return { patient, reads: () => reads };
}

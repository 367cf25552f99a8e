import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { register } from './register.ts';

test('what is done as controller and on behalf of others is kept apart', () => {
  const { controller, processor } = givenRegister();
  expect(controller.activities.map(({ purpose, role }) => [purpose, role])).toEqual([
    ['site', 'controller'],
    ['loyalty', 'joint-controller'],
  ]);
  expect(processor.activities.map(({ purpose, tenant }) => [tenant, purpose])).toEqual([
    ['clinic', 'hosting'],
    ['school', 'hosting'],
    [undefined, 'backup'],
  ]);
});

test('every controller on whose behalf we process is named with its contract', () => {
  expect(givenRegister().processor.activities).toMatchObject([
    { controller: { name: 'Clinic' }, contractReference: 'DPA C-1' },
    { controller: { name: 'School' } },
    { controller: null },
  ]);
});

test('categories come from the models and from the policy, each once, with their DPV identifiers', () => {
  const [site] = givenRegister().controller.activities;
  expect(site?.categories.map(({ id, special }) => [id, special])).toEqual([
    ['pd:Name', false],
    ['pd:EmailAddress', false],
    ['pd:PhysicalAddress', false],
    ['pd:MedicalHealth', true],
  ]);
});

test('data subjects are those of the policy and of the models, nested ones included', () => {
  const [site] = givenRegister().controller.activities;
  expect(site?.dataSubjects.map(({ id }) => id)).toEqual(['dpv:Visitor', 'dpv:Customer']);
});

test('recipients and transfers stand with the activity that they serve', () => {
  const [site, loyalty] = givenRegister().controller.activities;
  expect(site?.recipients.map(({ id, purposes }) => [id, purposes])).toEqual([
    ['mailer', ['site']],
  ]);
  expect(site?.transfers).toMatchObject([
    { recipient: 'mailer', safeguard: { label: /clauses/i } },
  ]);
  expect(loyalty?.recipients).toEqual([]);
  expect(givenRegister().recipients.map(({ id }) => id)).toEqual(['mailer', 'partners']);
});

test('measures are those of the policy, protocols of transport included', () => {
  const { technicalMeasures, organisationalMeasures, controller } = givenRegister();
  expect(technicalMeasures.map(({ text }) => text)).toEqual([
    'Encryption at rest',
    'Data travel encrypted (TLS 1.3).',
  ]);
  expect(organisationalMeasures).toEqual([{ text: 'Training', language: 'en' }]);
  expect(controller.activities[0]?.technicalMeasures).toEqual(technicalMeasures);
});

test('the register speaks the language asked for, else the policy’s, else English', () => {
  expect(givenRegister('fr').language).toBe('fr');
  expect(givenRegister('fr').organisationalMeasures).toEqual([
    { text: 'Formation', language: 'fr' },
  ]);
  expect(givenRegister().language).toBe('en');
});

function givenRegister(language?: 'en' | 'fr') {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme' },
    purposes: {
      site: {
        legalBasis: 'contract',
        dataSubjects: ['dpv:Visitor'],
        categories: ['pd:Name', 'pd:MedicalHealth'],
      },
      loyalty: { legalBasis: 'consent', role: 'joint-controller' },
      hosting: { role: 'processor' },
      backup: { role: 'processor' },
    },
    recipients: {
      mailer: {
        role: 'processor',
        country: 'US',
        purposes: ['site', 'hosting'],
        transfer: { mechanism: 'eu-gdpr:A46-2-c' },
      },
      partners: { role: 'third-party', purposes: [] },
    },
    tenants: {
      clinic: {
        controller: { name: 'Clinic' },
        contractReference: 'DPA C-1',
        instructedPurposes: ['hosting'],
      },
      school: { controller: { name: 'School' }, instructedPurposes: ['hosting'] },
    },
    measures: {
      technical: ['Encryption at rest'],
      organisational: [{ en: 'Training', fr: 'Formation' }],
      transport: [{ protocol: 'tls-1.3' }],
    },
  });
  const { defineModel, nested, personal, subjectId } = policy.declare();
  const Address = defineModel('Address', {
    fields: { city: personal({ category: 'pd:PhysicalAddress', purpose: 'site' }) },
  });
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'site' }),
      email: personal({ category: 'email', purpose: 'site' }),
      address: nested(() => Address),
    },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer, Address] });
  return register(catalogue, language === undefined ? {} : { language });
}

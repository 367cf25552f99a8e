import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { isPrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import { expandIri, isTerm } from '../vocabulary/index.ts';
import { createRights } from './rights.ts';

const ADA = 'ada@cnry.example';
const EVIDENCE = { noticeVersion: '1', language: 'fr-CA', indication: 'checkbox#newsletter' };
const AT = { baseUrl: '/privacy/' };

test('a receipt carries the mandatory fields of ISO/IEC TS 27560 in the shape of DPV', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  const receipt = await rights.receipt(ADA, 'newsletter', AT);
  expect(receipt).toMatchObject({
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr',
    'dct:identifier': 'id-2',
    'dct:created': '2026-11-22T09:00:00.000Z',
    'dpv:hasRecordOfActivity': {
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr',
      'dct:identifier': 'id-1',
      'dpv:hasDataSubject': { 'dct:identifier': 'hmac:pseudonym' },
      'dpv:hasDataController': [
        {
          'dpv:hasName': 'Acme',
          'dpv:hasAddress': '1 rue de la Paix, Paris',
          'dpv:hasContact': 'mailto:privacy@acme.example',
        },
      ],
      'dpv:hasJurisdiction': 'loc:FR',
      'dpv:hasNotice': [
        {
          '@id': '/privacy/notice?version=1&language=fr-CA',
          'dct:hasVersion': '1',
          'dct:language': 'fr-CA',
          'x:textHash': 'hash of 1 fr',
        },
      ],
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': { '@type': 'dpv:DirectMarketing', 'dct:identifier': 'newsletter' },
          'dpv:hasLegalBasis': 'eu-gdpr:A6-1-a',
          'dpv:hasPersonalData': ['pd:EmailAddress'],
          'dpv:hasRecipient': [{ '@type': 'dpv:DataProcessor', 'dct:identifier': 'mailer' }],
          'dpv:hasStorageCondition': [
            { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': 'P3Y' },
            { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': 'loc:FR' },
          ],
          'dpv:hasConsentControl': [
            {
              '@type': 'dpv:WithdrawConsent',
              'dpv:isExercisedAt': '/privacy/consents/newsletter',
            },
          ],
          'dpv:hasAuthority': { term: 'legal-fr:DPA-FR' },
        },
      ],
      'dpv:hasConsentStatus': [
        {
          '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
          'dpv:isIndicatedAtTime': '2026-11-22T09:00:00.000Z',
          'dpv:hasDuration': 'P13M',
          'dpv:isIndicatedBy': 'dpv:DataSubject',
          'dpv:hasIndicationMethod': 'checkbox#newsletter',
        },
      ],
    },
  });
});

test('a record only grows: renewals are linked, and a withdrawal keeps the proof before it', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  await rights.give(ADA, 'newsletter', { ...EVIDENCE, explicit: true });
  await rights.withdraw(ADA, 'newsletter');
  await rights.give(ADA, 'newsletter', EVIDENCE);
  await rights.refuse(ADA, 'newsletter', EVIDENCE);
  const { 'dpv:hasRecordOfActivity': record } = await rights.receipt(ADA, 'newsletter', AT);
  expect(record['dct:identifier']).toBe('id-1');
  expect(record['dpv:hasConsentStatus'].map((it) => [it['@type'][0], it['x:renews']])).toEqual([
    ['dpv:ConsentGiven', undefined],
    ['dpv:RenewedConsentGiven', 'urn:uuid:id-1'],
    ['dpv:ConsentWithdrawn', undefined],
    ['dpv:ConsentGiven', undefined],
    ['dpv:ConsentRefused', undefined],
  ]);
  expect(record['dpv:hasConsentStatus'][1]?.['@type']).toContain('dpv:ExplicitlyExpressedConsent');
});

test('a receipt never names the data subject', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  expect(JSON.stringify(await rights.receipt(ADA, 'newsletter', AT))).not.toContain('cnry');
});

test('a recipient that must not be told is not in it', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  expect(JSON.stringify(await rights.receipt(ADA, 'newsletter', AT))).not.toContain('watcher');
});

test('every compact IRI in it has a prefix in its context, and is a term or a property of DPV', async () => {
  const { rights } = givenRights();
  await rights.give(ADA, 'newsletter', EVIDENCE);
  const { '@context': context, ...receipt } = await rights.receipt(ADA, 'newsletter', AT);
  const found = [
    ...JSON.stringify(receipt).matchAll(/"((dpv|pd|eu-gdpr|legal-fr|loc|dct|x):[\w-]+)"/g),
  ];
  expect(found.length).toBeGreaterThan(30);
  for (const [, iri = '', prefix = ''] of found) {
    expect(context).toHaveProperty([prefix], expandIri(`${prefix}:` as never));
    if (prefix === 'dpv' || prefix === 'pd' || prefix === 'eu-gdpr')
      expect([iri, isTerm(iri)]).toEqual([iri, true]);
  }
});

test.each([
  ['newsletter', 'not-found'],
  ['order', 'right-not-applicable'],
  ['unknown', 'not-found'],
])('there is no receipt for %s where nothing was said on consent', async (purpose, code) => {
  const { rights } = givenRights();
  const error: unknown = await rights.receipt(ADA, purpose, AT).catch((thrown: unknown) => thrown);
  expect(isPrivacyError(error) && error.code).toBe(code);
});

function givenRights() {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    jurisdiction: 'loc:FR',
    controller: {
      name: 'Acme',
      address: '1 rue de la Paix, Paris',
      contact: 'mailto:privacy@acme.example',
    },
    supervisoryAuthority: 'CNIL',
    purposes: {
      order: { legalBasis: 'contract' },
      newsletter: {
        is: 'dpv:DirectMarketing',
        describe: { en: 'Our news', fr: 'Nos nouvelles' },
        legalBasis: 'consent',
        consent: { duration: 'P13M' },
        retention: { duration: 'P3Y', startEvent: 'last.contact', action: 'erase' },
      },
    },
    recipients: {
      mailer: { role: 'processor', country: 'FR', purposes: ['newsletter'] },
      watcher: { role: 'authority', purposes: ['newsletter'], secret: true },
    },
    storage: { main: { country: 'FR' } },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    fields: { id: subjectId(), email: personal({ category: 'email', purpose: 'newsletter' }) },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  let ids = 0;
  const rights = createRights({
    catalogueAt: () => catalogue,
    store: memorySubjectStore(),
    sources: [],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId: () => `id-${++ids}`,
    noticeHash: (language, version) => `hash of ${version} ${language}`,
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: () => undefined,
    deadline: 20,
    sourceDeadline: 20,
  });
  return { rights };
}

import { readFileSync } from 'node:fs';
import { compileCatalogue, definePolicy, notice, type PolicyInput } from '@lawful/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';

const SCHEMA = new URL('../packages/core/schemas/notice.schema.json', import.meta.url);

test.each(['en', 'fr'] as const)(
  'the notice of a full policy in %s fits its published schema',
  (language) => {
    expect(
      errorsOf(notice(givenCatalogue(givenPolicy()), { language, baseUrl: '/privacy' })),
    ).toEqual([]);
  },
);

test('the notice of a policy that says next to nothing fits it too', () => {
  const catalogue = givenCatalogue({ version: '1', effectiveFrom: 'soon', purposes: { it: {} } });
  expect(errorsOf(notice(catalogue, { language: 'en' }))).toEqual([]);
});

test('the control: a notice without its rights, or with a member of its own, does not fit', () => {
  const { rights: _rights, ...document } = notice(givenCatalogue(givenPolicy()), {
    language: 'en',
  });
  expect(errorsOf(document)).not.toEqual([]);
  expect(errorsOf({ ...document, rights: [], ours: true })).not.toEqual([]);
});

function errorsOf(document: unknown): readonly unknown[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  validate(JSON.parse(JSON.stringify(document)));
  return validate.errors ?? [];
}

function givenCatalogue(input: PolicyInput) {
  const policy = definePolicy(input);
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({
        category: 'email',
        purpose: ['order', 'newsletter'],
        necessity: 'required',
        consequence: 'No confirmation reaches you.',
      }),
    },
  });
  return compileCatalogue({ policy, models: [Customer] });
}

function givenPolicy(): PolicyInput {
  return {
    version: '3',
    effectiveFrom: '2026-09-01',
    updatedAt: '2026-08-20',
    announcedAt: '2026-08-25',
    changeReason: 'service',
    language: 'en',
    authoritativeLanguage: 'fr',
    jurisdiction: 'loc:FR',
    hosts: ['shop.example'],
    controller: {
      name: 'Acme',
      address: 'Nantes',
      identifier: 'RCS 1',
      contact: 'mailto:a@acme.example',
      country: 'FR',
    },
    jointControllers: [{ name: 'Acme Benelux' }],
    representative: { name: 'Rep' },
    dataProtectionOfficer: { contact: 'dpo@acme.example' },
    dataProtectionContact: { contact: 'privacy@acme.example' },
    supervisoryAuthority: 'CNIL',
    purposes: {
      order: {
        is: 'dpv:CustomerOrderManagement',
        legalBasis: 'contract',
        retention: {
          startEvent: 'contract.end',
          duration: 'P3Y',
          action: 'erase',
          maximum: true,
          appliesTo: 'orders',
          condition: 'unresolved',
          earlierOn: 'account.closed',
          legalReference: 'C. com. L123-22',
          rationale: 'limitation',
          extension: { describe: 'by law', duration: 'P1Y', legalReference: 'C. com. L123-22' },
        },
        compatibleWith: ['fraud'],
      },
      newsletter: {
        is: 'dpv:DirectMarketing',
        legalBasis: 'consent',
        consent: { duration: 'P13M' },
        channel: ['email', 'sms'],
      },
      care: {
        legalBasis: ['consent', 'contract'],
        specialCategoryBasis: 'eu-gdpr:A9-2-a',
        categories: ['pd:MedicalHealth'],
        automatedDecision: {
          logic: { en: 'A score.', fr: 'Une note.' },
          significance: 'No appointment.',
          condition: 'explicit-consent',
          humanReview: 'mailto:review@acme.example',
        },
      },
      fraud: {
        legalBasis: 'legitimate_interests',
        legitimateInterest: 'Not being cheated.',
        criminalOffenceBasis: 'x:A10-authorised-by-law',
        indirectAccess: { legalReference: 'CMF L561-45' },
      },
    },
    recipients: {
      mailer: {
        name: 'Mailer',
        category: 'Mailing',
        role: 'processor',
        country: 'US',
        purposes: ['newsletter'],
        fields: ['Customer.email'],
        transfer: {
          mechanism: 'privacy-shield',
          reference: '(EU) 2016/1250',
          certified: true,
          copyAt: 'https://acme.example/copy',
        },
        policyUrl: 'https://mailer.example/privacy',
        requiresConsent: true,
      },
      abroad: { role: 'third-party', outside: 'EEA', purposes: [] },
    },
    disclosureGrounds: {
      courts: { describe: 'On the order of a court.', legalBasis: 'legal_obligation' },
    },
    transferGrounds: { clauses: { describe: 'Under standard clauses.' } },
    storage: { database: { country: 'FR', recipient: 'mailer' } },
    dataSources: { partner: { kind: 'third-party', describe: 'Partners', public: false } },
    collectionPoints: {
      checkout: { channel: 'web', source: 'partner', automatic: true, describe: 'When you order' },
    },
    cookies: {
      session: { category: 'strictly-necessary', duration: 'session', onlyAfter: 'remember-me' },
      stats: {
        category: 'audience',
        purpose: 'order',
        alsoFor: ['fraud'],
        describe: 'Counts visits',
        duration: 'P13M',
        provider: 'Acme',
        policyUrl: 'https://acme.example/stats',
      },
    },
    rights: [{ right: 'access', describe: 'Ask us.' }],
    rightsContact: { email: 'rights@acme.example' },
    consequence: { describe: 'We cannot deliver.' },
    links: [{ name: 'Network', url: 'https://network.example' }],
  };
}

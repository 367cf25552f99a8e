import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import type { PolicyInput } from '../declare/policy-input.ts';
import type { NoticeDocument } from './notice/document.ts';
import { notice } from './notice/notice.ts';
import type { RegisterDocument } from './register/document.ts';
import { register } from './register/register.ts';
import { noticeHtml, noticeMarkdown } from './render/notice-page.ts';

const NOTICE_ITEMS: readonly (readonly [string, (document: NoticeDocument) => unknown])[] = [
  ['13(1)(a) who the controller is', ({ controller }) => controller?.name],
  ['13(1)(a) how the controller is reached', ({ controller }) => controller?.contact],
  ['13(1)(a) the representative', ({ representative }) => representative?.name],
  ['13(1)(b) the data protection officer', (each) => each.dataProtectionOfficer?.contact],
  ['13(1)(c) the purposes', ({ purposes }) => purposes.map(({ label }) => label)],
  ['13(1)(c) their legal bases', ({ purposes }) => purposes[0]?.legalBasis?.article],
  ['13(1)(d) the legitimate interest', (each) => purpose(each, 'analytics').legitimateInterest],
  ['13(1)(e) the recipients', ({ recipients }) => recipients],
  ['13(1)(f) the third country', ({ transfers }) => transfers[0]?.country],
  ['13(1)(f) the safeguard', ({ transfers }) => transfers[0]?.safeguard?.article],
  ['13(1)(f) where to get a copy', ({ transfers }) => transfers[0]?.safeguard?.copyAt],
  ['13(2)(a) the storage period', (each) => purpose(each, 'order').retention],
  ['13(2)(a) the criterion', (each) => purpose(each, 'analytics').retention[0]?.criterion],
  ['13(2)(b) access', (each) => right(each, 'access')],
  ['13(2)(b) rectification', (each) => right(each, 'rectification')],
  ['13(2)(b) erasure', (each) => right(each, 'erasure')],
  ['13(2)(b) restriction', (each) => right(each, 'restriction')],
  ['13(2)(b) objection', (each) => right(each, 'objection')],
  ['13(2)(b) portability', (each) => right(each, 'portability')],
  ['13(2)(c) withdrawing consent', (each) => purpose(each, 'newsletter').consent?.withdrawal],
  ['13(2)(c) the right to withdraw', (each) => right(each, 'withdrawConsent')],
  ['13(2)(d) the complaint', ({ complaint }) => complaint.description],
  ['13(2)(d) the authority', ({ supervisoryAuthority }) => supervisoryAuthority?.address],
  ['13(2)(e) what must be provided', (each) => purpose(each, 'order').fields[0]?.required],
  ['13(2)(e) what follows if not', (each) => purpose(each, 'order').fields[0]?.consequence],
  ['13(2)(f) the logic', (each) => purpose(each, 'care').automatedDecision?.logic],
  ['13(2)(f) the significance', (each) => purpose(each, 'care').automatedDecision?.significance],
  ['13(3) what is new', ({ announcedAt }) => announcedAt],
  ['14(1)(d) the categories', (each) => purpose(each, 'newsletter').categories],
  ['14(2)(f) the source', ({ sources }) => sources[0]?.kind],
];

const REGISTER_ITEMS: readonly (readonly [string, (document: RegisterDocument) => unknown])[] = [
  ['30(1)(a) the controller', ({ controller }) => controller.controller?.name],
  ['30(1)(a) the joint controller', ({ controller }) => controller.jointControllers],
  ['30(1)(a) the representative', ({ controller }) => controller.representative],
  ['30(1)(a) the officer', ({ controller }) => controller.dataProtectionOfficer],
  ['30(1)(b) the purposes', ({ controller }) => controller.activities],
  ['30(1)(c) the data subjects', (each) => activity(each, 'order').dataSubjects],
  ['30(1)(c) the categories', (each) => activity(each, 'order').categories],
  ['30(1)(d) the recipients', (each) => activity(each, 'newsletter').recipients],
  ['30(1)(e) the transfers', (each) => activity(each, 'newsletter').transfers[0]?.safeguard],
  ['30(1)(f) the time limits', (each) => activity(each, 'order').retention],
  ['30(1)(g) the technical measures', ({ technicalMeasures }) => technicalMeasures],
  ['30(1)(g) the organisational measures', (each) => each.organisationalMeasures],
  ['30(2)(a) the processor', ({ processor }) => processor.processor?.name],
  ['30(2)(a) each controller', ({ processor }) => processor.activities[0]?.controller?.name],
  ['30(2)(b) what is done for it', ({ processor }) => processor.activities[0]?.purpose],
  ['30(2)(c) the transfers', ({ processor }) => processor.activities[0]?.transfers],
  ['30(2)(d) the measures', ({ processor }) => processor.activities[0]?.technicalMeasures],
];

/** Parts of a policy, and what of a notice may change when they go. */
const PARTS: readonly (readonly [keyof PolicyInput, readonly (keyof NoticeDocument)[]])[] = [
  ['updatedAt', ['updatedAt']],
  ['announcedAt', ['announcedAt']],
  ['authoritativeLanguage', ['authoritativeLanguage']],
  ['jurisdiction', ['jurisdiction']],
  ['hosts', ['hosts']],
  ['controller', ['controller']],
  ['jointControllers', ['jointControllers']],
  ['representative', ['representative']],
  ['dataProtectionOfficer', ['dataProtectionOfficer']],
  ['dataProtectionContact', ['dataProtectionContact']],
  ['supervisoryAuthority', ['supervisoryAuthority']],
  ['recipients', ['recipients', 'transfers', 'purposes']],
  ['disclosureGrounds', ['disclosureGrounds']],
  ['transferGrounds', ['transferGrounds']],
  ['storage', ['storage']],
  ['dataSources', ['sources']],
  ['collectionPoints', ['collectionPoints']],
  ['cookies', ['cookies']],
  ['rights', ['rights']],
  ['rightsContact', ['rights', 'purposes']],
  ['consequence', ['consequence', 'purposes']],
  ['links', ['links']],
];

test.each(NOTICE_ITEMS)('the notice of a full policy tells %s', (_item, tell) => {
  const document = notice(givenCatalogue(givenPolicy()), { language: 'en', baseUrl: '/privacy' });
  expect(isTold(tell(document))).toBe(true);
});

test.each(REGISTER_ITEMS)('the register of a full policy records %s', (_item, tell) => {
  expect(isTold(tell(register(givenCatalogue(givenPolicy()))))).toBe(true);
});

test.each(PARTS)('a policy without %s lacks just that', (part, affected) => {
  const rest = without(part, givenPolicy());
  const full = notice(givenCatalogue(givenPolicy()), { language: 'fr' });
  const lacking = notice(givenCatalogue(rest), { language: 'fr' });
  expect(differing(full, lacking)).toEqual([...affected].sort());
  expect(noticeHtml(lacking)).toContain('</html>');
  expect(noticeMarkdown(lacking)).toMatch(/^# /);
  expect(() => register(givenCatalogue(rest))).not.toThrow();
});

test('an empty policy is described all the same', () => {
  const catalogue = compileCatalogue({
    policy: definePolicy({ version: '', effectiveFrom: 'one day', purposes: {} }),
    models: [],
  });
  const document = notice(catalogue, { language: 'en' });
  expect(document.effectiveFrom).toBe('one day');
  expect(document.rights.map((each) => each.right)).toEqual([
    'access',
    'rectification',
    'erasure',
    'restriction',
    'portability',
    'objection',
  ]);
  expect(noticeHtml(document)).toContain('does not say who is responsible');
  expect(register(catalogue).controller.activities).toEqual([]);
});

function without(part: keyof PolicyInput, policy: PolicyInput): PolicyInput {
  const copy = { ...policy };
  Reflect.deleteProperty(copy, part);
  return copy;
}

function purpose(document: NoticeDocument, id: string) {
  const found = document.purposes.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the notice has no purpose ${id}`);
  return found;
}

function activity({ controller }: RegisterDocument, id: string) {
  const found = controller.activities.find((each) => each.purpose === id);
  if (found === undefined) throw new Error(`the register has no activity ${id}`);
  return found;
}

function right({ rights }: NoticeDocument, alias: string) {
  return rights.find((each) => each.right === alias)?.isExercisedAt;
}

function isTold(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : value !== undefined && value !== null && value !== '';
}

function differing(one: object, other: object): readonly string[] {
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key)))
    .sort();
}

function givenCatalogue(input: PolicyInput) {
  const policy = definePolicy(input);
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'order', necessity: 'required' }),
      email: personal({ category: 'email', purpose: ['order', 'newsletter'] }),
      allergies: personal({ category: 'pd:MedicalHealth', purpose: 'care' }),
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
    authoritativeLanguage: 'fr',
    jurisdiction: 'loc:FR',
    hosts: ['shop.example'],
    controller: {
      name: 'Acme',
      address: '1 rue du Port, Nantes',
      contact: 'mailto:hello@acme.example',
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
        retention: { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' },
      },
      newsletter: { is: 'dpv:DirectMarketing', legalBasis: 'consent', channel: 'email' },
      analytics: {
        legalBasis: 'legitimate_interests',
        legitimateInterest: 'Knowing which pages are read.',
        retention: { action: 'anonymise', criterion: 'Until the next comparison.' },
      },
      care: {
        legalBasis: 'contract',
        specialCategoryBasis: 'eu-gdpr:A9-2-a',
        automatedDecision: { logic: 'A score.', significance: 'No appointment.' },
      },
      hosting: { role: 'processor' },
    },
    recipients: {
      mailer: {
        name: 'Mailer',
        role: 'processor',
        country: 'US',
        purposes: ['newsletter', 'hosting'],
        transfer: { mechanism: 'eu-gdpr:A46-2-c', copyAt: 'https://acme.example/scc' },
      },
    },
    disclosureGrounds: { courts: { describe: 'On the order of a court.' } },
    transferGrounds: { clauses: { describe: 'Under standard clauses.' } },
    storage: { database: { country: 'FR' } },
    dataSources: { partner: { kind: 'third-party' } },
    collectionPoints: { checkout: { channel: 'web' } },
    cookies: { session: { category: 'strictly-necessary', duration: 'session' } },
    tenants: { clinic: { controller: { name: 'Clinic' }, instructedPurposes: ['hosting'] } },
    rights: [{ right: 'access', describe: 'Ask us.' }],
    rightsContact: { email: 'rights@acme.example' },
    consequence: { describe: 'We cannot deliver.', purposes: ['order'] },
    measures: { technical: ['Encryption'], organisational: ['Training'] },
    links: [{ name: 'Network', url: 'https://network.example' }],
  };
}

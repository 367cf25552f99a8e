import { SPECIAL_CATEGORY_FAMILIES } from '@lawful/core/vocabulary';
import { expect, test } from 'vitest';
import { addedBootErrors, bootErrors, findingsOf, linesOf, variant } from './boot.ts';
import type { PolicyInput, PurposeInput } from './core.ts';
import { bsoft } from './policies/bsoft/policy.ts';
import { soundPolicy } from './sound-policy.ts';

test('S3-06 a purpose of selling data stops the start, whatever its basis', () => {
  const sale: PurposeInput = {
    is: 'dpv:SellDataToThirdParties',
    legalBasis: 'consent',
    categories: ['pd:EmailAddress'],
    retention: {
      startEvent: 'consent.withdrawn',
      duration: 'P0D',
      action: 'erase',
      rationale: 'Over.',
    },
  };
  expect(addedBootErrors(bsoft, withPurpose(bsoft, sale))).toEqual(['prohibited-by-policy']);
  expect(bootErrors(withPurpose(soundPolicy, sale))).toEqual([]);
});

test.each(Object.entries(SPECIAL_CATEGORY_FAMILIES))(
  'S3-09 data of the family %s are flagged as a special category',
  (_family, categories) => {
    for (const category of categories) {
      const policy = withPurpose(soundPolicy, {
        ...soundPolicy.purposes.order,
        categories: [category],
      });
      expect(bootErrors(policy)).toMatchObject([
        { code: 'special-category-condition-missing', message: expect.stringContaining(category) },
      ]);
    }
  },
);

test('S3-09 there are eight such families, as in Art. 9(1)', () => {
  expect(Object.keys(SPECIAL_CATEGORY_FAMILIES)).toHaveLength(8);
});

test('S3-10 a special category needs a condition of Art. 9(2) besides its legal basis', () => {
  const { defineModel, personal, subjectId } = soundPolicy.declare();
  const codes = (condition: { readonly specialCategoryBasis?: 'eu-gdpr:A9-2-e' }) => {
    const belief = personal({ category: 'pd:Religion', purpose: 'order', ...condition });
    const member = defineModel('Member', {
      dataSubject: 'dpv:Customer',
      fields: { id: subjectId(), belief },
    });
    return bootErrors(soundPolicy, { models: [member] }).map(({ code }) => code);
  };
  expect(codes({})).toEqual(['special-category-condition-missing']);
  expect(codes({ specialCategoryBasis: 'eu-gdpr:A9-2-e' })).toEqual([]);
});

test('S3-13 the sentence on the controller leaves its name out', () => {
  expect(linesOf(bsoft, 'controller-identity-missing')).toEqual([['l.24']]);
  const named = variant(bsoft, {
    controller: { name: 'bsoft', address: 'Lyon', contact: 'dpo@bsoft.fr' },
  });
  expect(linesOf(named, 'controller-identity-missing')).toEqual([]);
});

test('S3-14 insurance contracts are named, and nothing is processed for them', () => {
  expect(findingsOf(bsoft, 'purpose-unused')).toMatchObject([
    { place: 'purposes.insuranceContracts', at: ['l.24'] },
  ]);
});

test('S3-25 nine purposes of the service are stated without a legal basis', () => {
  const lines = [42, 43, 44, 45, 46, 52, 53, 54, 55].map((line) => [`l.${line}`]);
  expect(linesOf(bsoft, 'legal-basis-missing')).toEqual(lines);
});

test('S3-30 newsletters are kept inside: an e-mail provider registered for them contradicts that', () => {
  expect(findingsOf(bsoft, 'recipient-contradiction').map(({ place }) => place)).not.toContain(
    'recipients.mailer',
  );
  const mailer = (purpose: string) =>
    variant(bsoft, {
      recipients: {
        ...bsoft.recipients,
        mailer: {
          role: 'processor',
          country: 'FR',
          purposes: [purpose],
          fields: ['Subscriber.email'],
          contractReference: 'DPA 4',
        },
      },
    });
  const contradictions = (purpose: string) =>
    findingsOf(mailer(purpose), 'recipient-contradiction').filter(
      ({ place, at }) => place === 'recipients.mailer' && at.includes('l.65'),
    );
  expect(contradictions('newsletters')).toHaveLength(1);
  expect(contradictions('serviceProvision')).toEqual([]);
});

test('S3-31 one row with three legal bases is refused; split into three purposes it loads', () => {
  const { contactRequests } = bsoft.purposes;
  expect(linesOf(bsoft, 'multiple-legal-basis')).toEqual([['l.74', 'l.76', 'l.78']]);
  const retention = { startEvent: 'contract.end', duration: 'P5Y', action: 'erase' } as const;
  const combined = { ...contactRequests, dataSubjects: ['dpv:Client'], retention } as const;
  const codes = (purposes: Readonly<Record<string, PurposeInput>>) =>
    bootErrors(variant(soundPolicy, { purposes })).map(({ code }) => code);
  expect(codes({ combined })).toContain('multiple-legal-basis');
  expect(
    codes({
      forms: { ...combined, legalBasis: 'consent' },
      recordings: { ...combined, legalBasis: 'legal_obligation', legalReference: 'A law' },
      contracts: { ...combined, legalBasis: 'contract' },
    }),
  ).toEqual([]);
});

test('S3-32 a legal obligation without the law that obliges stops the start', () => {
  const recording = (legalReference: { readonly legalReference?: string }) =>
    withPurpose(soundPolicy, {
      ...soundPolicy.purposes.order,
      legalBasis: 'legal_obligation',
      ...legalReference,
    });
  expect(bootErrors(recording({})).map(({ code }) => code)).toEqual(['legal-reference-missing']);
  expect(bootErrors(recording({ legalReference: 'A law' }))).toEqual([]);
  expect(linesOf(bsoft, 'legal-reference-missing').flat()).toContain('l.76');
});

test('S3-36 three years from no event stop the start until the event is named', () => {
  const errors = (policy: PolicyInput) =>
    bootErrors(policy).filter(({ place }) => place.startsWith('purposes.prospecting.'));
  expect(errors(bsoft)).toMatchObject([{ code: 'start-event-undefined', at: ['l.93'] }]);
  const { prospecting } = bsoft.purposes;
  const retention = {
    startEvent: 'prospect.lastContact',
    duration: 'P3Y',
    action: 'erase',
    rationale: 'List of oppositions.',
  } as const;
  const mended = variant(bsoft, {
    purposes: { ...bsoft.purposes, prospecting: { ...prospecting, retention } },
  });
  expect(errors(mended)).toEqual([]);
});

test('S3-47 five years and three years after the contract: the linter asks which prevails', () => {
  const [overlap, ...more] = findingsOf(bsoft, 'overlapping-retention');
  expect(overlap).toMatchObject({
    at: ['l.84', 'l.119'],
    message: expect.stringMatching(/P5Y.*P3Y/),
    remedy: expect.stringContaining('prevails'),
  });
  expect(more).toEqual([]);
});

test('S3-51 an advertising cookie stops the start, and measuring an audience contradicts the promise', () => {
  expect(linesOf(bsoft, 'statement-contradiction')).toEqual([['l.135', 'l.142']]);
  const cookies = {
    ...bsoft.cookies,
    ad: { category: 'advertising', purpose: 'cookieManagement' },
  } as const;
  expect(addedBootErrors(bsoft, variant(bsoft, { cookies }))).toEqual(['prohibited-by-policy']);
});

test('S3-56 "other third parties" tells nothing of a recipient', () => {
  expect(
    findingsOf(bsoft, 'vague-recipient').map(({ place, at }) => [place, ...at]),
  ).toContainEqual(['recipients.otherThirdParties', 'l.150']);
});

test('S3-60 contests are mentioned among recipients and declared nowhere', () => {
  expect(findingsOf(bsoft, 'purpose-undeclared')).toMatchObject([
    { at: ['l.152'], message: expect.stringMatching(/contests/i) },
  ]);
});

test('S3-61 an empty list of providers stops the start as long as anyone outside is registered', () => {
  const codes = (policy: PolicyInput) => bootErrors(policy).map(({ code }) => code);
  expect(linesOf(bsoft, 'recipients-empty')).toEqual([['l.153']]);
  expect(codes(bsoft)).toContain('recipients-empty');
  expect(codes(variant(bsoft, { recipients: {} }))).not.toContain('recipients-empty');
  const recipientList = { names: ['Hébergeur SA'], at: 'l.153' };
  expect(codes(variant(bsoft, { recipientList }))).not.toContain('recipients-empty');
});

test('S3-66 the Privacy Shield stops the start, and the finding says since when it is invalid', () => {
  expect(findingsOf(bsoft, 'transfer-mechanism-invalid')).toMatchObject([
    { severity: 'error', at: ['l.175'], message: expect.stringContaining('2020-07-16') },
  ]);
  const recipient = { role: 'processor', country: 'US', purposes: ['order'], fields: [] } as const;
  const transferring = (mechanism: 'privacy-shield' | 'eu-gdpr:A45-3', certified: boolean) =>
    bootErrors(
      variant(soundPolicy, {
        recipients: {
          cloud: { ...recipient, contractReference: 'DPA', transfer: { mechanism, certified } },
        },
      }),
    ).map(({ code }) => code);
  expect(transferring('privacy-shield', true)).toEqual(['transfer-mechanism-invalid']);
  expect(transferring('eu-gdpr:A45-3', true)).toEqual([]);
});

test('S3-69 a store in Germany stops the start where hosting in France is promised', () => {
  const stored = (country: string) => variant(bsoft, { storage: { backup: { country } } });
  expect(addedBootErrors(bsoft, stored('DE'))).toEqual(['storage-location']);
  expect(addedBootErrors(bsoft, stored('FR'))).toEqual([]);
});

test('S3-70 the text points at a section that it does not have', () => {
  expect(linesOf(bsoft, 'dangling-reference')).toEqual([['l.185']]);
});

test('S3-83 a changed text under an unchanged date of update stops the start', () => {
  const changed = (updatedAt: string) =>
    variant(bsoft, { version: '2', updatedAt, hosts: ['bsoft.fr', 'app.bsoft.fr'] });
  const codes = (policy: PolicyInput) =>
    findingsOf(policy, 'updated-at-unchanged', { previous: bsoft });
  expect(codes(changed('2024-10-18'))).toMatchObject([{ severity: 'error' }]);
  expect(codes(changed('2026-11-22'))).toEqual([]);
  expect(codes(variant(bsoft, { version: '2' }))).toEqual([]);
});

function withPurpose(policy: PolicyInput, extra: PurposeInput): PolicyInput {
  return variant(policy, { purposes: { ...policy.purposes, extra } });
}

import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import type { LegalBasisAlias, RightAlias } from '../../vocabulary/index.ts';
import type { RightsEndpoint } from './contacts.ts';
import { notice } from './notice.ts';

// Rows: Art. 6(1)(a) to (f). Columns: access, rectification, erasure, restriction, portability, objection,
// automated decision, withdrawal.
const RIGHTS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'automatedDecision',
  'withdrawConsent',
] as const satisfies readonly RightAlias[];

const BY_BASIS: readonly (readonly [LegalBasisAlias, string])[] = [
  ['consent', '+++++-++'],
  ['contract', '+++++-+-'],
  ['legal_obligation', '++-+----'],
  ['vital_interests', '++++--+-'],
  ['public_task', '++-+-++-'],
  ['legitimate_interests', '++++-++-'],
];

test.each(BY_BASIS)(
  'processing on %s is subject to the rights that the law gives',
  (basis, row) => {
    const { rights } = givenNotice({ purposes: { it: { legalBasis: basis } } });
    const held = RIGHTS.map((right) =>
      rights.some((each) => each.right === right && each.appliesTo.includes('it')) ? '+' : '-',
    );
    expect(held.join('')).toBe(row);
  },
);

test.each(BY_BASIS)('direct marketing on %s can be objected to, whatever the basis', (basis) => {
  const document = givenNotice({
    purposes: { ads: { is: 'dpv:DirectMarketing', legalBasis: basis } },
  });
  expect(document.purposes[0]?.objectable).toBe(true);
  expect(right(document, 'objection')?.appliesTo).toEqual(['ads']);
});

test('explicit consent to sensitive data can be withdrawn, whatever the basis of the purpose', () => {
  const document = givenNotice({
    purposes: { care: { legalBasis: 'contract', specialCategoryBasis: 'eu-gdpr:A9-2-a' } },
  });
  expect(document.purposes[0]?.consent).toMatchObject({ explicit: true });
  expect(right(document, 'withdrawConsent')?.appliesTo).toEqual(['care']);
});

test('a right that the text leaves out is there, one that it misdescribes is described by us', () => {
  const document = givenNotice({
    purposes: { it: { legalBasis: 'contract' } },
    rights: [
      { right: 'access', describe: 'Write to us.' },
      { right: 'portability', misdescribed: true, describe: 'A copy of everything.' },
    ],
  });
  expect(right(document, 'access')?.statement).toEqual({ text: 'Write to us.' });
  expect(right(document, 'portability')).toMatchObject({ statement: null, appliesTo: ['it'] });
  expect(right(document, 'erasure')).toMatchObject({ statement: null, appliesTo: ['it'] });
  expect(right(document, 'portability')?.description).toMatch(/format that computers can read/);
});

test('where a policy names no basis, the rights that never depend on it hold, erasure and objection', () => {
  const document = givenNotice({ purposes: { it: {} } });
  const held = document.rights.filter(({ appliesTo }) => appliesTo.includes('it'));
  expect(held.map((each) => each.right)).toEqual([
    'access',
    'rectification',
    'erasure',
    'restriction',
    'objection',
  ]);
});

test.each<readonly [string, Partial<PolicyInput>]>([
  ['French law governs', { jurisdiction: 'loc:FR' }],
  ['the authority is the CNIL', { supervisoryAuthority: 'CNIL' }],
  ['the controller is in France', { controller: { name: 'Acme', country: 'FR' } }],
  ['the policy grants them', { rights: [{ right: 'postMortem' }] }],
])('directives for the time after death are named where %s', (_where, policy) => {
  expect(right(givenNotice(policy), 'postMortem')?.article).toBe('French Act 78-17, Art. 85');
});

test('elsewhere no directives for the time after death are promised', () => {
  expect(right(givenNotice({ jurisdiction: 'loc:DE' }), 'postMortem')).toBeUndefined();
});

test.each<readonly [string, Partial<PolicyInput>, readonly string[]]>([
  [
    'the addresses for rights',
    { rightsContact: { email: 'rights@acme.example', address: 'Nantes' } },
    ['rights@acme.example', 'Nantes'],
  ],
  [
    'else the officer',
    { dataProtectionOfficer: { contact: 'dpo@acme.example' } },
    ['dpo@acme.example'],
  ],
  ['else the privacy contact', { dataProtectionContact: { address: 'Lyon' } }, ['Lyon']],
  ['else the controller', { controller: { name: 'Acme', address: 'Nantes' } }, ['Nantes']],
  ['nowhere, where the policy names nobody', {}, []],
])('rights are exercised at %s', (_where, policy, addresses) => {
  expect(right(givenNotice(policy), 'rectification')?.isExercisedAt).toEqual(addresses);
});

test('our own endpoint comes first, and only as far as it is served', () => {
  const at = (alias: RightAlias, endpoints?: readonly RightsEndpoint[]) =>
    right(
      givenNotice(
        { purposes: { it: { legalBasis: 'consent' } } },
        { baseUrl: '/privacy/', ...(endpoints !== undefined && { endpoints }) },
      ),
      alias,
    )?.isExercisedAt;
  expect(at('access')).toEqual(['/privacy/export?scope=access']);
  expect(at('portability')).toEqual(['/privacy/export?scope=portability']);
  expect(at('withdrawConsent')).toEqual(['/privacy/consents']);
  expect(at('erasure')).toEqual([]);
  expect(at('erasure', ['requests'])).toEqual(['/privacy/requests']);
  expect(at('access', ['requests'])).toEqual([]);
});

test('access through the supervisory authority is said with the right of access', () => {
  const document = givenNotice({
    purposes: {
      aml: { legalBasis: 'legal_obligation', indirectAccess: { legalReference: 'CMF L561-45' } },
      order: { legalBasis: 'contract' },
    },
  });
  expect(right(document, 'access')?.throughAuthority).toEqual(['aml']);
  expect(right(document, 'erasure')?.throughAuthority).toEqual([]);
  expect(document.purposes[0]?.indirectAccess?.legalReference).toBe('CMF L561-45');
});

function givenNotice(
  policy: Partial<PolicyInput>,
  options: { baseUrl?: string; endpoints?: readonly RightsEndpoint[] } = {},
) {
  const input = { version: '1', effectiveFrom: '2026-01-01', purposes: {}, ...policy };
  return notice(compileCatalogue({ policy: input, models: [] }), { language: 'en', ...options });
}

function right({ rights }: ReturnType<typeof givenNotice>, alias: RightAlias) {
  return rights.find((each) => each.right === alias);
}

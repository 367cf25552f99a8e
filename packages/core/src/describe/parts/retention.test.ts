import { expect, test } from 'vitest';
import type { RetentionInput } from '../../declare/policy-input.ts';
import { readingOf } from './reading.ts';
import { retentionOf } from './retention.ts';

type Row = readonly [rule: RetentionInput, en: string, fr: string];

test.each<Row>([
  [
    { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' },
    'Kept for 3 years from the end of the contract, then erased.',
    'Conservées pendant 3 ans à compter de la fin du contrat, puis effacées.',
  ],
  [
    { startEvent: 'lastContact', duration: 'P1Y', maximum: true, action: 'anonymise' },
    'Kept for at most 1 year from the last contact from you, then made anonymous for good.',
    'Conservées pendant 1 an au plus à compter de votre dernier contact, puis rendues anonymes de façon irréversible.',
  ],
  [
    { startEvent: 'case.closed', duration: 'P1Y6M', action: 'archive' },
    'Kept for 1 year 6 months from the closing of the case, then moved to an archive with restricted access.',
    'Conservées pendant 1 an 6 mois à compter de la clôture du dossier, puis placées dans une archive à accès restreint.',
  ],
  [
    { startEvent: 'service.end', duration: 'P0D', action: 'erase' },
    'At once erased, upon the end of the service.',
    'Aussitôt effacées, à compter de la fin du service.',
  ],
  [
    { startEvent: 'unsubscription', action: 'erase' },
    'Kept until your unsubscription, then erased.',
    'Conservées jusqu’à cet événement : votre désinscription ; puis effacées.',
  ],
  [
    { duration: 'PT72H', action: 'erase' },
    'Kept for 72 hours, then erased. From when is not stated.',
    'Conservées pendant 72 heures, puis effacées. Le point de départ n’est pas indiqué.',
  ],
  [
    { criterion: 'As long as needed', action: 'erase' },
    'Kept for as long as the criterion stated requires, then erased.',
    'Conservées aussi longtemps que l’exige le critère indiqué, puis effacées.',
  ],
  [
    { action: 'erase' },
    'In the end erased. For how long they are kept is not stated.',
    'À la fin effacées. La durée de conservation n’est pas indiquée.',
  ],
  [
    { startEvent: 'prospect.lastInteraction', duration: 'P2Y', action: 'erase' },
    'Kept for 2 years from the last contact from you, then erased.',
    'Conservées pendant 2 ans à compter de votre dernier contact, puis effacées.',
  ],
  [
    { startEvent: 'fiscal-year.closed', duration: 'P10Y', action: 'erase' },
    'Kept for 10 years from the close of the financial year, then erased.',
    'Conservées pendant 10 ans à compter de la clôture de l’exercice comptable, puis effacées.',
  ],
  [
    { startEvent: 'parcel.lost', duration: 'three years', action: 'erase' },
    'Kept for three years from the event “parcel.lost”, then erased.',
    'Conservées pendant three years à compter de l’événement « parcel.lost », puis effacées.',
  ],
])('%j reads as a sentence in both languages', (rule, en, fr) => {
  expect(described(rule, 'en')?.sentence).toBe(en);
  expect(described(rule, 'fr')?.sentence).toBe(fr);
});

test('what shortens, suspends, announces or lengthens a period is said', () => {
  const rule = {
    startEvent: 'last.login',
    duration: 'P3Y',
    action: 'erase',
    clock: 'item',
    requiresConsent: true,
    earlierOn: ['consent.withdrawn', 'account.closed'],
    warning: { channel: 'email', cancelledBy: 'last.login', grace: 'P30D' },
    hold: { from: 'complaint.received', until: 'case.closed', afterwards: 'limitation-period' },
    extension: { describe: 'Where a law says so', legalReference: 'C. com. L123-22' },
  } as const satisfies RetentionInput;
  expect(described(rule, 'en')?.notes).toEqual([
    'The period runs for each record by itself.',
    'They are kept this long only with your consent.',
    'They go earlier, upon the withdrawal of your consent, if that comes first.',
    'They go earlier, upon the closing of the account, if that comes first.',
    'Before that we tell you (e-mail); your last sign-in keeps your data.',
    'You then have 30 days to answer.',
    'The period is suspended from the complaint until the closing of the case.',
    'Afterwards they are kept until legal claims are time-barred.',
    'They may be kept longer.',
  ]);
  expect(described(rule, 'fr')?.notes).toHaveLength(9);
  expect(described(rule, 'en')).toMatchObject({
    clock: 'item',
    earlierOn: ['consent.withdrawn', 'account.closed'],
    extension: { description: { text: 'Where a law says so' }, legalReference: 'C. com. L123-22' },
  });
});

test.each([
  [{ duration: 'P3Y', action: 'erase' }, 'dpv:TemporalDuration'],
  [{ startEvent: 'contract.end', action: 'erase' }, 'dpv:UntilEventDuration'],
  [{ action: 'erase' }, 'dpv:IndeterminateDuration'],
] as const)('%j is a %s', (rule, term) => {
  expect(described(rule, 'en')?.term).toBe(term);
});

test('a purpose may have several rules, or none', () => {
  const reading = readingOf({ version: '1', effectiveFrom: '2026-01-01', purposes: {} }, 'en');
  const rule = { action: 'erase' } as const;
  expect(retentionOf({ retention: [rule, rule] }, reading)).toHaveLength(2);
  expect(retentionOf({}, reading)).toEqual([]);
});

function described(retention: RetentionInput, language: 'en' | 'fr') {
  const policy = { version: '1', effectiveFrom: '2026-01-01', purposes: {} };
  return retentionOf({ retention }, readingOf(policy, language))[0];
}

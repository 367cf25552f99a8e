import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { notice } from './notice.ts';

test('words come in the language asked for, else in the other, and say which', () => {
  const describe = (words: PolicyInput['purposes'][string]['describe'], language?: 'en' | 'fr') =>
    givenNotice({
      ...(language !== undefined && { language }),
      purposes: { care: { ...(words !== undefined && { describe: words }) } },
    }).purposes[0]?.description;
  expect(describe({ en: 'Care', fr: 'Soins' })).toEqual({ text: 'Soins', language: 'fr' });
  expect(describe({ en: 'Care' })).toEqual({ text: 'Care', language: 'en' });
  expect(describe('Care', 'en')).toEqual({ text: 'Care', language: 'en' });
  expect(describe('Care')).toEqual({ text: 'Care' });
  expect(describe(undefined)).toBeNull();
});

test('labels of terms come in the language asked for', () => {
  const purposes = { news: { is: 'dpv:DirectMarketing', legalBasis: 'consent' } } as const;
  expect(givenNotice({ purposes }, 'en').purposes[0]).toMatchObject({
    label: 'Direct Marketing',
    legalBasis: { id: 'eu-gdpr:A6-1-a', article: 'GDPR Art. 6(1)(a)' },
  });
  expect(givenNotice({ purposes }, 'fr').purposes[0]).toMatchObject({
    term: 'dpv:DirectMarketing',
    legalBasis: { article: 'RGPD, art. 6(1)(a)' },
  });
});

test('the French authority is served with its published addresses', () => {
  expect(givenNotice({ supervisoryAuthority: 'CNIL' }).supervisoryAuthority).toEqual({
    name: 'Commission nationale de l’informatique et des libertés (CNIL)',
    term: 'legal-fr:DPA-FR',
    url: 'https://www.cnil.fr',
    address: '3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07',
  });
});

test('a date-time of entry into force is served as the date', () => {
  expect(givenNotice({ effectiveFrom: '2026-09-01T00:30:00+02:00' }).effectiveFrom).toBe(
    '2026-08-31',
  );
});

test('what is done on behalf of others is not in the notice', () => {
  const document = givenNotice({
    purposes: { site: { legalBasis: 'contract' }, hosting: { role: 'processor' } },
    recipients: {
      host: { role: 'processor', purposes: ['site', 'hosting'] },
      backup: { role: 'processor', purposes: ['hosting'] },
    },
    cookies: {
      session: { category: 'strictly-necessary', purpose: 'site' },
      tenant: { category: 'functional', purpose: 'hosting' },
    },
  });
  expect(document.purposes.map(({ id }) => id)).toEqual(['site']);
  expect(document.recipients).toMatchObject([{ id: 'host', purposes: ['site'] }]);
  expect(document.cookies.map(({ name }) => name)).toEqual(['session']);
});

test('a policy that names two bases for a purpose has no basis, and its notice shows both', () => {
  const [purpose] = givenNotice({
    purposes: { all: { legalBasis: ['consent', 'legitimate_interests'] } },
  }).purposes;
  expect(purpose).toMatchObject({
    legalBasis: null,
    conflictingLegalBases: [{ id: 'eu-gdpr:A6-1-a' }, { id: 'eu-gdpr:A6-1-f' }],
    objectable: true,
  });
  expect(purpose?.consent).not.toBeNull();
});

test('Global Privacy Control is published with what it refuses', () => {
  const purposes = {
    sale: { is: 'dpv:SellDataToThirdParties', legalBasis: 'consent' },
    order: { legalBasis: 'contract' },
  } as const;
  expect(givenNotice({ purposes }).gpc.refuses).toEqual(['sale']);
  const { order } = purposes;
  expect(givenNotice({ purposes: { order } }).gpc.refuses).toEqual([]);
});

test('a purpose that is new in this version says so', () => {
  const previous = { version: '1', effectiveFrom: '2025-01-01', purposes: { order: {} } };
  const policy = { version: '2', effectiveFrom: '2026-01-01', purposes: { order: {}, news: {} } };
  const document = notice(compileCatalogue({ policy, models: [], previous }), { language: 'en' });
  expect(document.purposes.map(({ isNew }) => isNew)).toEqual([false, true]);
});

test('an annulled transfer mechanism is marked with date and judgment', () => {
  const [transfer] = givenNotice({
    purposes: { mail: {} },
    recipients: {
      mailer: {
        role: 'processor',
        country: 'US',
        purposes: ['mail'],
        transfer: { mechanism: 'privacy-shield' },
      },
    },
  }).transfers;
  expect(transfer?.safeguard?.annulled).toEqual({ since: '2020-07-16', by: 'CJEU C-311/18' });
});

test('transfers are those outside the Area, with a country or without', () => {
  const { transfers } = givenNotice({
    purposes: { mail: {} },
    recipients: {
      norway: { role: 'processor', country: 'NO', purposes: ['mail'] },
      japan: { role: 'processor', country: 'JP', purposes: ['mail'] },
      somewhere: { role: 'processor', outside: 'EU', purposes: ['mail'] },
      unknown: { role: 'processor', purposes: ['mail'] },
    },
  });
  expect(transfers.map(({ recipient }) => recipient)).toEqual(['japan', 'somewhere']);
});

test('fields say what must be provided, what follows if not, and where data come from', () => {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: { order: { legalBasis: 'contract' }, score: { legalBasis: 'contract' } },
    consequence: { describe: 'We cannot help you.', purposes: ['order'] },
  });
  const { defineModel, nested, notPersonal, personal, subjectId } = policy.declare();
  const Address = defineModel('Address', {
    fields: { city: personal({ category: 'pd:PhysicalAddress', purpose: 'order' }) },
  });
  const required = { category: 'email', purpose: 'order', necessity: 'required' } as const;
  const Customer = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({ ...required, consequence: 'No confirmation reaches you.' }),
      phone: personal({ ...required, category: 'phone' }),
      rating: personal({ category: 'pd:Profile', purpose: 'score', source: 'third-party' }),
      addresses: nested(() => Address, 'array'),
      tier: notPersonal(),
    },
  });
  const document = notice(compileCatalogue({ policy, models: [Customer] }), { language: 'en' });
  const [order, score] = document.purposes;
  expect(
    order?.fields.map(({ path, required: must, consequence }) => [path, must, consequence?.text]),
  ).toEqual([
    ['Customer.email', true, 'No confirmation reaches you.'],
    ['Customer.phone', true, 'We cannot help you.'],
    ['Address.city', false, undefined],
  ]);
  expect(order?.categories.map(({ id }) => id)).toEqual([
    'pd:EmailAddress',
    'pd:TelephoneNumber',
    'pd:PhysicalAddress',
  ]);
  expect(score?.sources.map(({ id }) => id)).toEqual(['dpv:ThirdPartyDataSource']);
  expect(document.sources.map(({ kind }) => kind?.id)).toEqual([
    'dpv:DataSubjectDataSource',
    'dpv:ThirdPartyDataSource',
  ]);
});

function givenNotice(policy: Partial<PolicyInput>, language: 'en' | 'fr' = 'fr') {
  const input = { version: '1', effectiveFrom: '2026-01-01', purposes: {}, ...policy };
  return notice(compileCatalogue({ policy: input, models: [] }), { language });
}

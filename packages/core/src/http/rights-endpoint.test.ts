import { expect, test } from 'vitest';
import { compileCatalogue } from '../catalogue/compile-catalogue.ts';
import { definePolicy } from '../declare/define-policy.ts';
import { isPrivacyError } from '../errors.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import { createRights } from '../rights/rights.ts';
import { consentEpochHeaders } from './consent-epoch.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';
import { createRightsEndpoint, type RightsEndpointOptions } from './rights-endpoint.ts';

const EVIDENCE = { noticeVersion: '2', language: 'en', indication: 'checkbox#newsletter' };

test('it is not made without an authoriser', () => {
  const { options } = given();
  let error: unknown;
  try {
    createRightsEndpoint({ ...options, authorise: undefined as never });
  } catch (thrown) {
    error = thrown;
  }
  expect(isPrivacyError(error) && error.code).toBe('authoriser-missing');
});

test.each([
  ['GET', '/consents'],
  ['PUT', '/consents/newsletter'],
  ['DELETE', '/consents/newsletter'],
  ['GET', '/consents/newsletter/receipt'],
  ['GET', '/export'],
  ['HEAD', '/export'],
])('%s %s answers nobody who has proven nothing', async (method, path) => {
  const { ask, history } = given();
  const answer = await ask(method, path, { as: undefined, body: EVIDENCE });
  expect([answer.status, answer.headers['WWW-Authenticate']]).toEqual([401, 'Bearer']);
  expect(await history()).toEqual([]);
});

test.each([
  ['POST', '/notice', 'GET, HEAD'],
  ['DELETE', '/consents', 'GET, HEAD'],
  ['GET', '/consents/newsletter', 'PUT, DELETE'],
  ['PUT', '/export', 'GET, HEAD'],
])('%s %s is no method there; the answer names those that are', async (method, path, allow) => {
  const { ask } = given();
  const answer = await ask(method, path);
  expect([answer.status, answer.headers.Allow]).toEqual([405, allow]);
  const options = await ask('OPTIONS', path);
  expect([options.status, options.headers.Allow]).toEqual([204, allow]);
});

test.each(['/notice', '/consents', '/consents/newsletter/receipt', '/export'])(
  'a type that nobody serves at %s is refused with those that there are',
  async (path) => {
    const { ask } = given();
    const answer = await ask('GET', path, { accept: 'image/png' });
    expect(answer.status).toBe(406);
    expect(JSON.parse(answer.text).available).toBeInstanceOf(Array);
  },
);

test('HEAD answers with the headers alone, and opens no export', async () => {
  const { ask, kinds } = given();
  for (const path of ['/notice', '/consents', '/export']) {
    const answer = await ask('HEAD', path);
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers['Content-Type']).toBeDefined();
  }
  expect(kinds).toEqual([]);
});

test('a consent is given, proven and withdrawn', async () => {
  const { ask } = given();
  const put = await ask('PUT', '/consents/newsletter', { body: EVIDENCE });
  expect(put.status).toBe(200);
  expect(JSON.parse(put.text)).toMatchObject({
    purpose: 'newsletter',
    status: 'dpv:ConsentGiven',
    noticeVersion: '2',
    expiresAt: '2027-12-22T09:00:00.000Z',
    receipt: '/privacy/consents/newsletter/receipt',
    epoch: 1,
  });
  expect(put.headers).toMatchObject(consentEpochHeaders(1));
  const receipt = await ask('GET', '/consents/newsletter/receipt');
  expect(receipt.headers['Content-Type']).toBe('application/ld+json');
  expect(JSON.parse(receipt.text)['@type']).toBe('dpv:ConsentReceipt');
  const withdrawn = await ask('DELETE', '/consents/newsletter');
  expect(JSON.parse(withdrawn.text)).toMatchObject({ status: 'dpv:ConsentWithdrawn', epoch: 2 });
  expect(withdrawn.headers).toMatchObject(consentEpochHeaders(2));
  const { purposes } = JSON.parse((await ask('GET', '/consents')).text);
  expect(
    purposes.map((it: { purpose: string; status: string }) => [it.purpose, it.status]),
  ).toEqual([
    ['order', null],
    ['newsletter', 'dpv:ConsentWithdrawn'],
    ['news of partners', 'dpv:ConsentUnknown'],
  ]);
});

test('a consent can be refused, and a status that is neither is invalid', async () => {
  const { ask } = given();
  const refused = await ask('PUT', '/consents/newsletter', {
    body: { ...EVIDENCE, status: 'refused' },
  });
  expect(JSON.parse(refused.text).status).toBe('dpv:ConsentRefused');
  const other = await ask('PUT', '/consents/newsletter', {
    body: { ...EVIDENCE, status: 'maybe' },
  });
  expect(other.status).toBe(422);
});

test.each([
  [undefined, 422, 'consent-not-valid'],
  [{}, 422, 'consent-not-valid'],
  [{ ...EVIDENCE, indication: 'implied' }, 422, 'consent-not-valid'],
])('%o is no consent', async (body, status, code) => {
  const { ask } = given();
  const answer = await ask('PUT', '/consents/newsletter', { body });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toMatchObject({ type: expect.stringMatching(`/${code}$`) });
});

test('consent to what rests on a contract is a conflict that says which right applies', async () => {
  const { ask } = given();
  const answer = await ask('PUT', '/consents/order', { body: EVIDENCE });
  expect(answer.status).toBe(409);
  expect(JSON.parse(answer.text)).toMatchObject({
    type: expect.stringMatching(/\/right-not-applicable$/),
    right: 'eu-gdpr:A7-3',
    legalBasis: 'eu-gdpr:A6-1-b',
    supervisoryAuthority: { name: 'Autorité' },
  });
});

test('only JSON changes a consent: no form of another site can', async () => {
  const { ask, history } = given();
  const answer = await ask('PUT', '/consents/newsletter', {
    body: EVIDENCE,
    contentType: 'text/plain',
  });
  expect(answer.status).toBe(415);
  expect(await history()).toEqual([]);
});

test.each([
  ['application/json', 'application/json', 'json'],
  ['application/x-ndjson', 'application/x-ndjson', 'ndjson'],
  ['text/csv', 'text/csv; charset=utf-8; header=present', 'csv'],
  ['application/ld+json', 'application/ld+json', 'jsonld'],
])('an export is served as %s, never kept by a cache', async (accept, type, extension) => {
  const { ask } = given();
  const answer = await ask('GET', '/export', { accept, query: 'scope=portability' });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="personal-data-portability.${extension}"`,
    'Cache-Control': 'no-store',
  });
  expect(answer.text).toContain('ada@customers.example');
  expect(answer.text).not.toContain('bob');
});

test('an export has a scope that the law knows', async () => {
  const { ask } = given();
  expect((await ask('GET', '/export', { query: 'scope=all' })).status).toBe(422);
  expect(JSON.parse((await ask('GET', '/export', {})).text).scope).toBe('access');
});

test('every personal answer, refusals included, is kept by no cache', async () => {
  const { ask } = given();
  for (const [method, path] of [
    ['GET', '/consents'],
    ['PUT', '/consents/newsletter'],
    ['DELETE', '/consents/newsletter'],
    ['GET', '/consents/newsletter/receipt'],
    ['GET', '/export'],
    ['GET', '/unknown'],
  ] as const) {
    const answer = await ask(method, path, { body: EVIDENCE });
    expect([path, answer.headers['Cache-Control']]).toEqual([path, 'no-store']);
  }
});

test('an authoriser that fails is told as an internal error, without its text, and reported', async () => {
  const { ask, reported } = given({
    authorise: () => {
      throw new Error('cnry token');
    },
  });
  const answer = await ask('GET', '/consents');
  expect([answer.status, answer.text.includes('cnry')]).toEqual([500, false]);
  expect(reported).toEqual([JSON.parse(answer.text).instance]);
});

test.each(['', 42, null, {}])('an authoriser that answers %o has named nobody', async (subject) => {
  const { ask } = given({ authorise: () => subject as never });
  expect((await ask('GET', '/consents')).status).toBe(401);
});

test('the support of Global Privacy Control can be served', async () => {
  const { ask } = given();
  const answer = await ask('GET', '/gpc', { as: undefined });
  expect(JSON.parse(answer.text)).toEqual({ gpc: true, lastUpdate: '2026-09-01' });
});

interface Asked {
  readonly as?: string | undefined;
  readonly accept?: string;
  readonly language?: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly ifNoneMatch?: string | undefined;
}

function given(changed: Partial<RightsEndpointOptions<string | undefined>> = {}) {
  const policy = definePolicy({
    version: '2',
    effectiveFrom: '2026-01-01',
    purposes: {
      order: { legalBasis: 'contract' },
      newsletter: { legalBasis: 'consent', consent: { duration: 'P13M' } },
      'news of partners': { legalBasis: 'consent' },
    },
  });
  const { defineModel, personal, subjectId } = policy.declare();
  const Customer = defineModel('Customer', {
    fields: { id: subjectId(), email: personal({ category: 'email', purpose: 'order' }) },
  });
  const catalogue = compileCatalogue({ policy, models: [Customer] });
  const store = memorySubjectStore();
  const kinds: string[] = [];
  const reported: string[] = [];
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const rows = [
    { id: 'ada', email: 'ada@customers.example' },
    { id: 'bob', email: 'bob@customers.example' },
  ];
  const rights = createRights({
    catalogueAt: () => catalogue,
    store,
    sources: [{ model: Customer, find: (subject) => rows.filter(({ id }) => id === subject) }],
    clock: () => Date.parse('2026-11-22T09:00:00Z'),
    newId,
    noticeHash: () => 'hash',
    pseudonymiser: { subject: () => 'pseudonym' },
    witness: ({ kind }) => void kinds.push(kind),
    deadline: 20,
    sourceDeadline: 20,
  });
  const options: RightsEndpointOptions<string | undefined> = {
    rights,
    authorise: (native) => native,
    notices: {
      versions: () => ['1', '2'],
      read: (version, language, format) => `${version} ${language} ${format}`,
    },
    gpc: () => ({ gpc: true, lastUpdate: '2026-09-01' }),
    basePath: '/privacy/',
    newId,
    supervisoryAuthority: () => ({ name: 'Autorité' }),
    report: (_error, instance) => void reported.push(instance),
    ...changed,
  };
  const endpoint = createRightsEndpoint(options);
  const ask = async (method: string, path: string, asked: Asked = {}) => {
    const headers: Readonly<Record<string, string | undefined>> = {
      accept: asked.accept,
      'accept-language': asked.language,
      'content-type':
        asked.body === undefined ? undefined : (asked.contentType ?? 'application/json'),
      'if-none-match': asked.ifNoneMatch,
    };
    const request: NeutralRequest<string | undefined> = {
      method,
      path,
      query: new URLSearchParams(asked.query),
      header: (name) => headers[name],
      body: asked.body,
      native: 'as' in asked ? asked.as : 'ada',
    };
    const answer = await endpoint.handle(request);
    return { ...answer, text: await textOf(answer) };
  };
  return { ask, options, kinds, reported, history: async () => store.history('ada') };
}

async function textOf({ body }: NeutralResponse): Promise<string> {
  if (body === undefined || typeof body === 'string') return body ?? '';
  let text = '';
  for await (const piece of body) text += piece;
  return text;
}

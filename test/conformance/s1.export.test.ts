import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { unnamedPublisherMended } from './mended/unnamed-publisher.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { expectSchema } from './world/notices.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = unnamedPublisherMended.declare();
const Account = defineModel('Account', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    name: personal({ category: 'pd:Name', purpose: 'customerAccounts' }),
    lastPages: personal({
      category: 'pd:BrowsingBehaviour',
      purpose: 'loyaltyProgramme',
      provenance: 'observed',
    }),
    segment: personal({
      category: 'pd:Profile',
      purpose: 'prospectSelection',
      provenance: 'inferred',
    }),
  },
});
const HELD = { id: SUBJECT, name: 'Ada', lastPages: 'rings, watches', segment: 'loyal' } as const;

test('S1-68 who asks gets everything back: what was observed and inferred, too', async () => {
  await using site = await givenSite();
  const exported = await exportOf(site, SUBJECT);
  const { id: _own, ...values } = HELD;
  expect(valuesIn(exported)).toMatchObject(values);
  const uses = exported.models.flatMap(({ fields }) => fields.flatMap((field) => field.uses));
  expect(uses).toMatchObject([
    { provenance: 'dpv:ProvidedPersonalData' },
    { provenance: 'dpv:ObservedPersonalData' },
    { provenance: 'dpv:InferredPersonalData' },
  ]);
});

test('S1-69 a copy comes in open formats, whichever is asked for, and fits its published schema', async () => {
  await using site = await givenSite();
  const ask = (accept: string) =>
    site.ask('GET', '/privacy/export?scope=access', { subject: SUBJECT, headers: { accept } });
  const [json, csv, linked] = [
    await ask('application/json'),
    await ask('text/csv'),
    await ask('application/ld+json'),
  ];
  for (const { status } of [json, csv, linked]) expect(status).toBe(200);
  expect(json.headers.get('content-type')).toMatch(/^application\/json/);
  expect(json.headers.get('link')).toMatch(/rel="describedby"/);
  expectSchema('export', json.json);
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  const rows: readonly Readonly<Record<string, string>>[] = parse(csv.text, {
    columns: true,
    record_delimiter: '\r\n',
  });
  const held = rows.filter(({ model }) => model === 'Account');
  expect(Object.fromEntries(held.map(({ field, value }) => [field, value]))).toMatchObject({
    name: HELD.name,
    lastPages: HELD.lastPages,
    segment: HELD.segment,
  });
  expect(linked.headers.get('content-type')).toMatch(/^application\/ld\+json/);
  expect(linked.json['@context']).toMatchObject({ dpv: 'https://w3id.org/dpv#' });
  const { '@context': _context, ...document } = linked.json;
  expect(document.data).toEqual(json.json.data);
  // No proprietary format, and none that was not asked for.
  expect((await ask('application/pdf')).status).toBe(406);
});

test('S1-72 a refusal names the complaint and the court, whatever the text says of arbitration', async () => {
  await using site = await givenApplication(unnamedPublisherMended);
  for (const purpose of ['orders', 'invoices', 'satisfactionSurveys']) {
    const refused = await site.ask('DELETE', `/privacy/consents/${purpose}`, { subject: SUBJECT });
    expect(refused.status, purpose).toBe(409);
    expect(refused.json).toMatchObject({
      supervisoryAuthority: { url: 'https://www.cnil.fr' },
      remedy: { complaint: 'eu-gdpr:A77', judicial: 'eu-gdpr:A79' },
    });
  }
});

function givenSite() {
  return givenApplication(unnamedPublisherMended, {
    models: [Account],
    sources: [givenSource(Account, { [SUBJECT]: [HELD] })],
  });
}

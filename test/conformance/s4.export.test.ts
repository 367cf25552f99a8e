import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { expectSchema } from './world/notices.ts';
import { Client, OKSIGEN_MODELS } from './world/oksigen-models.ts';

const SUBJECT = 'client-1';

const CLIENT = {
  crmId: SUBJECT,
  email: 'a@client.example',
  history: 'two orders, "one" of them\nreturned',
  reviews: '=1+1',
  segment: 'gold',
  clicks: 'menu',
  iban: 'FR76 3000 6000 0112 3456 7890 189',
  ip: '192.0.2.7',
};

test('S4-42 whoever is authenticated and unknown is told that nothing is processed', async () => {
  await using site = await givenClients();
  const unknown = await exportOf(site, 'client-2');
  expect(unknown).toMatchObject({ processed: false, data: [], purposes: [] });
  expect(await exportOf(site, SUBJECT)).toMatchObject({ processed: true });
});

test('S4-43 an access answer holds everything that Art. 15 asks for, and its schema demands it', async () => {
  await using site = await givenClients();
  const answer = await exportOf(site, SUBJECT);
  const schema = JSON.parse(
    readFileSync(
      new URL('../../packages/core/schemas/export.schema.json', import.meta.url),
      'utf8',
    ),
  );
  // Confirmation; (a) purposes, (b) categories, (c) recipients, (d) periods, (e) rights, (f) authority, (g) sources,
  // (h) automated decisions; 15(2) safeguards; 15(3) the copy.
  for (const member of [
    'processed',
    'purposes',
    'recipients',
    'transfers',
    'sources',
    'rights',
    'supervisoryAuthority',
    'data',
  ]) {
    expect(schema.required, member).toContain(member);
    const { [member]: _left, ...without } = answer;
    expect(() => expectSchema('export', without), member).toThrow();
  }
  for (const [index, purpose] of answer.purposes.entries()) {
    for (const member of ['categories', 'retention', 'automatedDecision', 'legalBasis']) {
      expect(purpose, member).toHaveProperty(member);
      const { [member]: _left, ...without } = purpose;
      const purposes = answer.purposes.with(index, { ...without, purpose: purpose.purpose });
      expect(() => expectSchema('export', { ...answer, purposes }), member).toThrow();
    }
  }
  expect(answer.purposes.length).toBeGreaterThan(5);
  expect(answer.recipients.length).toBeGreaterThan(3);
  expect(answer.supervisoryAuthority).toMatchObject({ name: 'CNIL' });
});

test('S4-54 a copy to take along holds what the client has given or has done, and no segment', async () => {
  await using site = await givenClients();
  const portable = valuesIn(await exportOf(site, SUBJECT, 'portability'));
  expect(Object.keys(portable).sort()).toEqual(
    ['clicks', 'crmId', 'email', 'history', 'iban', 'ip', 'reviews'].sort(),
  );
  expect(valuesIn(await exportOf(site, SUBJECT))).toHaveProperty('segment', 'gold');
});

test('S4-55 the copy is JSON by a published schema, and CSV with the same values', async () => {
  await using site = await givenClients();
  for (const scope of ['access', 'portability'] as const) {
    const { data } = await exportOf(site, SUBJECT, scope);
    const csv = await site.ask('GET', `/privacy/export?scope=${scope}`, {
      subject: SUBJECT,
      headers: { accept: 'text/csv' },
    });
    expect(csv.headers.get('content-type')).toMatch('text/csv');
    const rows: Record<string, string>[] = parse(csv.text, { columns: true, bom: true });
    const cells = rows.filter(({ model }) => model === 'Client');
    const values = Object.fromEntries(cells.map(({ field, value }) => [field, value]));
    // A value that a spreadsheet would calculate is written so that it does not.
    const { reviews, ...others } = valuesIn({ data } as never);
    expect(values).toMatchObject(others);
    expect(values.reviews?.replace(/^'/, '')).toBe(reviews);
  }
});

function givenClients() {
  return givenApplication(oksigenMended, {
    models: OKSIGEN_MODELS,
    sources: [givenSource(Client, { [SUBJECT]: [CLIENT] })],
  });
}

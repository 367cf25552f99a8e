import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import { orusbijouxMended } from './mended/orusbijoux.ts';
import { type Application, givenApplication } from './world/application.ts';
import {
  collect,
  expectMandatory,
  expectOnlyDeclared,
  givenCollector,
  mountAll,
} from './world/fields.ts';

const SUBJECT = 'subject-1';
const IBAN = 'FR7630001007941234567890185';
const { defineModel, notPersonal, personal, subjectId } = orusbijouxMended.declare();

/** l.41, as the policy states it once for two purposes. */
const CONSEQUENCE = String(orusbijouxMended.consequence?.describe);

test('S0-03 a request leaves one decision in the audit trail, without a value, and no cache keeps the answer', async () => {
  const Account = defineModel('Account', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: 'purchase' }),
      email: personal({ category: 'email', purpose: 'purchase' }),
    },
  });
  const held = { id: SUBJECT, name: 'Ada Lovelace', email: 'ada@customers.example' };
  await using site = await givenApplication(orusbijouxMended, {
    models: [Account],
    routes: (app, lawful) => {
      app.get('/account', lawful.processing('purchase', { returns: Account }), (_, response) => {
        response.json(held);
      });
    },
  });
  const answer = await site.ask('GET', '/account', { subject: SUBJECT });
  expect(answer).toMatchObject({ status: 200, json: held });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const records = await site.records();
  const decisions = records.filter(({ kind }) => kind === 'decision');
  expect(decisions).toHaveLength(1);
  expect(decisions[0]).toMatchObject({
    categories: ['pd:Name', 'pd:EmailAddress'],
    purpose: 'purchase',
    legalBasis: 'eu-gdpr:A6-1-b',
    operation: 'dpv:Consult',
    outcome: 'allow',
  });
  for (const value of Object.values(held)) expect(JSON.stringify(records)).not.toContain(value);
});

test('S0-12 data come from the data subject: an import from a partner is refused by name', async () => {
  const imported = (source: 'dpv:DataSubjectDataSource' | 'dpv:ThirdPartyDataSource') =>
    defineModel('Import', {
      dataSubject: 'dpv:Customer',
      fields: {
        id: subjectId(),
        email: personal({ category: 'email', purpose: 'purchase', source }),
      },
    });
  const partner = bootErrors(orusbijouxMended, {
    models: [imported('dpv:ThirdPartyDataSource')],
  });
  expect(partner).toMatchObject([{ code: 'source-not-declared', place: 'Import.email' }]);
  expect(partner[0]?.at).toContain('l.33');
  const registered = {
    ...orusbijouxMended,
    dataSources: {
      ...orusbijouxMended.dataSources,
      partner: { kind: 'third-party', at: 'l.33' },
    },
  } as const;
  expect(bootErrors(registered).map(({ code }) => code)).toEqual(['source-not-declared']);
  expect(bootErrors(orusbijouxMended, { models: [imported('dpv:DataSubjectDataSource')] })).toEqual(
    [],
  );
});

test('S0-16 who leaves the e-mail address out is told what follows, in the words of the notice', async () => {
  const Enquiry = defineModel('Enquiry', {
    dataSubject: 'dpv:Customer',
    fields: {
      email: personal({
        category: 'email',
        purpose: 'enquiries',
        necessity: 'required',
        consequence: CONSEQUENCE,
      }),
      name: personal({ category: 'pd:Name', purpose: 'enquiries' }),
    },
  });
  const enquiries = givenCollector('enquiries', Enquiry);
  await using site = await givenApplication(orusbijouxMended, {
    models: [Enquiry],
    routes: enquiries.mount,
  });
  const valid = { email: 'ada@customers.example', name: 'Ada' };
  await expectMandatory(site, enquiries, { field: 'email', valid });
  const { json } = await site.ask('GET', '/privacy/notice', {
    headers: { accept: 'application/json' },
  });
  expect(json.consequence).toMatchObject({ description: { text: CONSEQUENCE } });
});

test('S0-24 a bank account is refused on the contact form and taken at the checkout', async () => {
  const Person = defineModel('Person', {
    dataSubject: 'dpv:Customer',
    fields: {
      email: personal({ category: 'email', purpose: ['enquiries', 'purchase'] }),
      iban: personal({ category: 'pd:BankAccount', purpose: 'purchase' }),
    },
  });
  const form = givenCollector('enquiries', Person, { path: '/contact', undeclared: 'refuse' });
  const checkout = givenCollector('purchase', Person, { path: '/checkout', undeclared: 'refuse' });
  await using site = await givenApplication(orusbijouxMended, {
    models: [Person],
    routes: mountAll(form, checkout),
  });
  const body = { email: 'ada@customers.example', iban: IBAN };
  const refused = await collect(site, form, body);
  expect(refused.status).toBe(422);
  expect(String(refused.json.type)).toMatch(/\/field-not-necessary-for-purpose$/);
  expect(pointersIn(refused.json)).toEqual(['#/iban']);
  expect(refused.text).not.toContain(IBAN);
  expect(form.stored).toEqual([]);
  expect((await collect(site, form, { email: body.email })).status).toBe(201);
  expect((await collect(site, checkout, body)).status).toBe(201);
  expect(checkout.stored).toEqual([body]);
});

test.each(['drop', 'refuse'] as const)(
  'S0-30 whatever else is sent, only fields declared for the purpose are stored (%s)',
  async (undeclared) => {
    const Order = defineModel('Order', {
      dataSubject: 'dpv:Customer',
      fields: {
        customer: subjectId(),
        name: personal({ category: 'pd:Name', purpose: ['purchase', 'invoicing'] }),
        email: personal({ category: 'email', purpose: 'purchase' }),
        nickname: personal({ category: 'pd:Username', purpose: 'individualNeeds' }),
        sku: notPersonal(),
      },
    });
    const orders = givenCollector('purchase', Order, { undeclared });
    await using site: Application = await givenApplication(orusbijouxMended, {
      models: [Order],
      routes: orders.mount,
    });
    const valid = { name: 'Ada', email: 'ada@customers.example', sku: 'RING-1' };
    const declared = ['name', 'email', 'sku'];
    await expectOnlyDeclared(site, orders, { valid, declared });
    const chosen = { ...valid, nickname: 'ada', customer: 'somebody-else' };
    const answer = await collect(site, orders, chosen);
    expect(answer.status).toBe(undeclared === 'drop' ? 201 : 422);
    for (const each of orders.stored) {
      expect(each).not.toHaveProperty('nickname');
      expect(each).not.toHaveProperty('customer');
    }
  },
);

function pointersIn({ errors }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(errors) ? errors.map(({ pointer }) => pointer) : [];
}

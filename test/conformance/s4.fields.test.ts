import { expect, test } from 'vitest';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { type Given, givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import {
  collect,
  expectMandatory,
  expectOnlyDeclared,
  givenCollector,
  mountAll,
} from './world/fields.ts';
import {
  AccountingContact,
  Client,
  CONSEQUENCE,
  CommercialContact,
  Company,
  LegalRepresentative,
  OKSIGEN_MODELS,
} from './world/oksigen-models.ts';

const SUBJECT = 'client-1';
const CONTACT = ['civilite', 'nom', 'prenom', 'fonction', 'telephone', 'email'] as const;
const contact = filled(CONTACT);
const representative = filled(['civilite', 'nom', 'prenom', 'fonction']);
const company = filled(['kbis', 'deliveryAddress', 'billingAddress']);

test('S4-04 a legal representative has title, names and function, and each of them must be given', async () => {
  const collector = givenCollector('sale', LegalRepresentative);
  await using site = await givenOksigen(collector.mount);
  for (const field of Object.keys(representative)) {
    await expectMandatory(site, collector, { field, valid: representative });
  }
});

test('S4-05 a company gives its extract of the register and both addresses', async () => {
  const collector = givenCollector('sale', Company);
  await using site = await givenOksigen(collector.mount);
  for (const field of Object.keys(company)) {
    await expectMandatory(site, collector, { field, valid: company });
  }
});

test('S4-06 a commercial contact has six fields, and each of them must be given', async () => {
  const collector = givenCollector('sale', CommercialContact);
  await using site = await givenOksigen(collector.mount);
  for (const field of CONTACT) await expectMandatory(site, collector, { field, valid: contact });
});

test('S4-07 a contact for accounting has six fields, and commercial work does not see them', async () => {
  const collector = givenCollector('accounting', AccountingContact);
  await using site = await givenOksigen(mountAll(collector, accountingViews));
  for (const field of CONTACT) await expectMandatory(site, collector, { field, valid: contact });
  const view = (purpose: string, role: string) =>
    site.ask('GET', `/contact/${purpose}`, { subject: SUBJECT, role });
  expect((await view('accounting', 'accounting')).json).toEqual(contact);
  const commercial = await view('accounting', 'commercial');
  expect([commercial.status, commercial.text.includes(contact.email ?? '')]).toEqual([403, false]);
  // Under a purpose of its own, the commercial role finds nothing of that contact.
  expect((await view('customerRelations', 'commercial')).json).toEqual({});
});

test('S4-08 nothing of the commercial data must be given, and what was derived from them is not portable', async () => {
  const collector = givenCollector('customerRelations', Client);
  const row = { crmId: SUBJECT, history: 'two orders', reviews: 'good', segment: 'gold' };
  await using site = await givenApplication(oksigenMended, {
    models: OKSIGEN_MODELS,
    sources: [givenSource(Client, { [SUBJECT]: [row] })],
    routes: collector.mount,
  });
  expect((await collect(site, collector, {})).status).toBe(201);
  const access = await exportOf(site, SUBJECT);
  expect(valuesIn(access)).toEqual(row);
  const provenance = Object.fromEntries(
    (access.models.find(({ model }) => model === 'Client')?.fields ?? []).map(({ path, uses }) => [
      path,
      Reflect.get(uses[0] ?? {}, 'provenance'),
    ]),
  );
  expect(provenance).toMatchObject({
    'Client.reviews': 'dpv:ProvidedPersonalData',
    'Client.clicks': 'dpv:ObservedPersonalData',
    'Client.segment': 'dpv:DerivedPersonalData',
  });
  const portable = valuesIn(await exportOf(site, SUBJECT, 'portability'));
  expect(portable).not.toHaveProperty('segment');
  expect(portable).toHaveProperty('history');
});

test('S4-14 only what a purpose needs is collected', async () => {
  const valid = filled(['history', 'reviews', 'email']);
  const declared = ['crmId', 'email', 'history', 'reviews', 'segment', 'contacts'];
  const collector = givenCollector('customerRelations', Client);
  await using site = await givenOksigen(collector.mount);
  await expectOnlyDeclared(site, collector, { valid, declared });
  // What another purpose may have is not collected for this one.
  await collect(site, collector, { ...valid, iban: 'FR76', clicks: 'menu', ip: '192.0.2.1' });
  expect(collector.stored.at(-1)).toEqual(valid);
});

test('S4-15 a field is not used for a purpose that it does not declare', async () => {
  const row = { crmId: SUBJECT, history: 'two orders', reviews: 'good' };
  await using site = await givenOksigen((app, lawful) => {
    for (const purpose of ['marketStudies', 'sale']) {
      for (const collectedFor of ['sale', purpose]) {
        const gate = lawful.processing(purpose, { returns: Client, collectedFor });
        app.get(`/${purpose}/of/${collectedFor}`, gate, (_request, response) => {
          response.json(row);
        });
      }
    }
  });
  const read = (path: string) => site.ask('GET', path, { subject: SUBJECT });
  expect((await read('/sale/of/sale')).json).toEqual({ crmId: SUBJECT, history: 'two orders' });
  const answer = await read('/marketStudies/of/sale');
  expect([answer.status, answer.text.includes('two orders')]).toEqual([403, false]);
  expect(String(answer.json.type)).toMatch(/\/purpose-incompatible$/);
  // Where a route does not say so, the fields do: what marketing studies may not have is not in the answer.
  expect((await read('/marketStudies/of/marketStudies')).json).toEqual({ reviews: 'good' });
});

test('S4-26 for every purpose a view holds the fields that declare it, and no other', async () => {
  await using site = await givenOksigen();
  const { models, purposes } = site.privacy.catalogue;
  let pairs = 0;
  for (const model of [Client, CommercialContact, AccountingContact, LegalRepresentative]) {
    const fields = (models.get(model)?.fields ?? []).filter(({ nested }) => nested === undefined);
    const row = Object.fromEntries(fields.map(({ key }) => [key, `value of ${key}`]));
    for (const purpose of purposes.keys()) {
      const seen: unknown = site.privacy.minimiser(purpose, model)(row);
      for (const { key, uses, subjectId } of fields) {
        const may = uses.some((use) => use.purpose === purpose) || (subjectId && uses.length === 0);
        expect(Object.hasOwn(Object(seen), key), `${purpose} × ${model.name}.${key}`).toBe(may);
        pairs++;
      }
    }
  }
  expect(pairs).toBeGreaterThan(300);
});

test('S4-31 whoever leaves out a mandatory field is told what follows', async () => {
  const collector = givenCollector('sale', LegalRepresentative);
  await using site = await givenOksigen(collector.mount);
  const { fonction: _left, ...without } = representative;
  const answer = await collect(site, collector, without);
  expect(answer.status).toBe(422);
  expect(answer.json.errors).toEqual([
    { pointer: '#/fonction', detail: 'mandatory', consequence: CONSEQUENCE },
  ]);
  expect(site.privacy.notice().consequence?.description.text).toBe(CONSEQUENCE);
});

const accountingViews: NonNullable<Given['routes']> = (app, lawful) => {
  for (const purpose of ['accounting', 'customerRelations']) {
    const gate = lawful.processing(purpose, { returns: AccountingContact });
    app.get(`/contact/${purpose}`, gate, (_request, response) => {
      response.json({ ...contact });
    });
  }
};

function givenOksigen(routes: NonNullable<Given['routes']> = () => undefined) {
  return givenApplication(oksigenMended, { models: OKSIGEN_MODELS, routes });
}

function filled(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, `a ${key}`]));
}

import { expect, test } from 'vitest';
import { orusbijouxWithRecipients } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = orusbijouxWithRecipients.declare();
const dataSubject = 'dpv:Customer';
const Account = defineModel('Account', {
  dataSubject,
  fields: {
    id: subjectId(),
    name: personal({ category: 'pd:Name', purpose: 'purchase' }),
    email: personal({ category: 'email', purpose: ['purchase', 'followUp'] }),
  },
});
const Invoice = defineModel('Invoice', {
  dataSubject,
  fields: {
    payer: subjectId(),
    iban: personal({ category: 'pd:BankAccount', purpose: 'invoicing' }),
    address: personal({ category: 'pd:PhysicalAddress', purpose: 'invoicing' }),
  },
});
const Call = defineModel('Call', {
  dataSubject,
  fields: {
    caller: subjectId(),
    phone: personal({ category: 'pd:TelephoneNumber', purpose: 'followUp' }),
  },
});

const HELD = {
  name: 'Ada Lovelace',
  email: 'ada@customers.example',
  iban: 'FR7630001007941234567890185',
  address: '1 rue du Test, Lyon',
  phone: '+33400000000',
} as const;

function givenSite() {
  const { name, email, iban, address, phone } = HELD;
  const other = { name: 'Grace', email: 'grace@customers.example' };
  return givenApplication(orusbijouxWithRecipients, {
    models: [Account, Invoice, Call],
    sources: [
      givenSource(Account, {
        [SUBJECT]: [{ id: SUBJECT, name, email }],
        other: [{ id: 'other', ...other }],
      }),
      givenSource(Invoice, { [SUBJECT]: [{ payer: SUBJECT, iban, address }] }),
      givenSource(Call, { [SUBJECT]: [{ caller: SUBJECT, phone }] }),
    ],
  });
}

test('S0-31 a copy holds everything from every store once, with all that Art. 15 wants said of it', async () => {
  await using site = await givenSite();
  const exported = await exportOf(site, SUBJECT);
  expect(exported.processed).toBe(true);
  expect(new Set(exported.data.map(({ model }) => model))).toEqual(
    new Set(['Account', 'Invoice', 'Call']),
  );
  const text = JSON.stringify(exported);
  for (const value of Object.values(HELD)) {
    expect(text.split(JSON.stringify(value)), value).toHaveLength(2);
  }
  expect(text).not.toContain('grace@customers.example');
  const described = exported.purposes.find(({ purpose }) => purpose === 'invoicing');
  expect(described).toMatchObject({
    legalBasis: 'eu-gdpr:A6-1-c',
    categories: expect.arrayContaining(['pd:BankAccount', 'pd:PhysicalAddress']),
    retention: [{ duration: 'P5Y', startEvent: 'contract.end', action: 'erase' }],
  });
  expect(exported.recipients.map(({ name }) => name)).toEqual(['Training partner', 'Portal']);
  expect(exported.rights).toEqual(
    expect.arrayContaining(
      ['access', 'rectification', 'erasure', 'objection', 'complaint'].map((right) =>
        expect.objectContaining({ right }),
      ),
    ),
  );
  expect(exported.sources).toMatchObject([{ kind: 'dpv:DataSubjectDataSource' }]);
  for (const { fields } of exported.models) {
    for (const { uses } of fields) {
      for (const { source } of uses) expect(source).toBe('dpv:DataSubjectDataSource');
    }
  }
});

test('S0-38 a portable copy holds what rests on consent or contract, a copy under Art. 15 all of it', async () => {
  await using site = await givenSite();
  const access = valuesIn(await exportOf(site, SUBJECT, 'access'));
  expect(access).toMatchObject(HELD);
  const portable = valuesIn(await exportOf(site, SUBJECT, 'portability'));
  expect(portable).toMatchObject({ name: HELD.name, email: HELD.email });
  // Legitimate interests alone, and a legal obligation alone.
  for (const field of ['phone', 'iban', 'address']) expect(portable).not.toHaveProperty(field);
});

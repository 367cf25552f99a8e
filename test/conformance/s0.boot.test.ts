import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import { orusbijouxWithRecipients } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';

const SUBJECT = 'subject-1';
const { DataSubject, NotPersonal, PersonalData, SubjectId, defineModel, personal } =
  orusbijouxWithRecipients.declare();

test('S0-05 the contact person of a company is a data subject; what concerns the company alone is not', async () => {
  const fields = { contact: personal({ category: 'pd:Name', purpose: 'purchase' }) };
  const Untagged = defineModel('Untagged', { fields });
  const codes = bootErrors(orusbijouxWithRecipients, { models: [Untagged] }).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['data-subject-missing']);
  const Tagged = defineModel('Tagged', { dataSubject: 'dpv:Customer', fields });
  expect(bootErrors(orusbijouxWithRecipients, { models: [Tagged] })).toEqual([]);

  @DataSubject('dpv:Customer')
  class Company {
    @SubjectId() id = SUBJECT;
    @PersonalData({ category: 'pd:Name', purpose: 'purchase' }) contact = 'Ada Lovelace';
    @NotPersonal() siret = '51036773300035';
  }
  await using site = await givenApplication(orusbijouxWithRecipients, {
    models: [Company],
    sources: [givenSource(Company, { [SUBJECT]: [new Company()] })],
  });
  const values = valuesIn(await exportOf(site, SUBJECT));
  expect(values.contact).toBe('Ada Lovelace');
  expect(values).not.toHaveProperty('siret');
  expect(site.privacy.redact.declared(new Company())).toEqual({
    id: 'REDACTED',
    contact: 'REDACTED',
    siret: '51036773300035',
  });
});

test('S0-11 the notice names the controller whole, and a policy that does not cannot start', async () => {
  await using site = await givenApplication(orusbijouxWithRecipients);
  const notice = await site.ask('GET', '/privacy/notice', {
    headers: { accept: 'application/json' },
  });
  expect(notice.json.controller).toMatchObject({
    name: 'OrusBijoux',
    address: expect.stringContaining('13600 La Ciotat'),
    identifier: 'SIRET 51036773300035',
  });
  // The text says how to reach the controller by its privacy contact.
  expect(notice.json.dataProtectionContact).toMatchObject({ contact: expect.any(String) });
  const { address: _address, ...unaddressed } = orusbijouxWithRecipients.controller ?? { name: '' };
  const errors = bootErrors({ ...orusbijouxWithRecipients, controller: unaddressed });
  expect(errors.map(({ code }) => code)).toEqual(['controller-address-missing']);
});

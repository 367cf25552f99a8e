import { expect, test } from 'vitest';
import { addedBootErrors, findingsOf, variant } from './boot.ts';
import { orusbijouxMended, orusbijouxWithRecipients } from './mended/orusbijoux.ts';
import { givenApplication } from './world/application.ts';
import { disclose, expectKeptInside, givenOutsider } from './world/egress.ts';
import { giveConsent } from './world/gates.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = orusbijouxWithRecipients.declare();
const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    email: personal({ category: 'email', purpose: ['followUp', 'softwareNews'] }),
    phone: personal({ category: 'pd:TelephoneNumber', purpose: 'purchase' }),
  },
});
const HELD = { id: SUBJECT, email: 'ada@customers.example', phone: '+33400000000' };

test('S0-02 data go to somebody outside with a consent that names them, and not after its withdrawal', async () => {
  await using partner = await givenOutsider();
  await using site = await givenApplication(orusbijouxWithRecipients, { models: [Customer] });
  const sent = {
    purpose: 'followUp',
    recipient: 'trainingPartner',
    model: Customer,
    held: HELD,
  } as const;
  await expectKeptInside(site, partner, sent, 'consent-required');
  // A consent that names somebody else is none for this one.
  await giveConsent(site, 'followUp', { recipient: 'portal' });
  await expectKeptInside(site, partner, sent, 'consent-required');
  await giveConsent(site, 'followUp', { recipient: 'trainingPartner' });
  expect(await disclose(site, partner, sent)).toBe('sent');
  expect(partner.received).toEqual([{ id: HELD.id, email: HELD.email }]);
  const path = '/privacy/consents/followUp?recipient=trainingPartner';
  expect((await site.ask('DELETE', path, { subject: SUBJECT })).status).toBe(200);
  await expectKeptInside(site, partner, sent, 'consent-required');
});

test('S0-26 for advertising nothing goes outside, whatever consent there is', async () => {
  await using portal = await givenOutsider();
  await using site = await givenApplication(orusbijouxWithRecipients, { models: [Customer] });
  await giveConsent(site, 'softwareNews');
  await giveConsent(site, 'followUp', { recipient: 'portal' });
  const outside = { recipient: 'portal', model: Customer, held: HELD } as const;
  await expectKeptInside(
    site,
    portal,
    { ...outside, purpose: 'softwareNews' },
    'prohibited-by-policy',
  );
  expect((await site.records()).at(-1)?.reason).toBe('prohibited_by_policy');
  // The same recipient gets what the text does not prohibit.
  expect(await disclose(site, portal, { ...outside, purpose: 'followUp' })).toBe('sent');
  const { portal: registered } = orusbijouxWithRecipients.recipients ?? {};
  const network = { ...registered, role: 'third-party', purposes: ['softwareNews'] } as const;
  const advertised = variant(orusbijouxWithRecipients, { recipients: { network } });
  expect(addedBootErrors(orusbijouxWithRecipients, advertised)).toEqual(['prohibited-by-policy']);
});

test('S0-27 only members of the team have access: a partner is refused, and a processor contradicts the text', async () => {
  await using site = await givenApplication(orusbijouxMended);
  const use = (role: string) => site.ask('POST', '/use/purchase', { subject: SUBJECT, role });
  const refused = await use('partner');
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/role-not-granted$/);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    actor: { type: 'staff', role: 'partner' },
  });
  expect((await use('team')).status).toBe(204);
  const role = { purposes: ['purchase'], external: true } as const;
  const opened = variant(orusbijouxMended, { roles: { ...orusbijouxMended.roles, partner: role } });
  expect(addedBootErrors(orusbijouxMended, opened)).toEqual(['recipient-contradiction']);
  const host = {
    role: 'processor',
    name: 'Host',
    country: 'FR',
    purposes: ['purchase'],
    fields: [],
    contractReference: 'DPA host',
  } as const;
  const hosted = variant(orusbijouxMended, { recipients: { host } });
  expect(findingsOf(hosted, 'recipient-contradiction')).toMatchObject([
    { place: 'recipients.host', at: ['l.63'] },
  ]);
});

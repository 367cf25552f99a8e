import { isPrivacyError } from '@lawful/core';
import type { NextFunction, Request, Response } from 'express';
import { expect, test } from 'vitest';
import { addedBootErrors, bootErrors, findingsOf, variant } from './boot.ts';
import {
  publisherBeforeMerger,
  publisherInMerger,
  publisherWithGoogle,
  publisherWithLoyalty,
  publisherWithPartners,
  unnamedPublisherMended,
} from './mended/unnamed-publisher.ts';
import { unnamedPublisher } from './policies/unnamed-publisher/policy.ts';
import { givenApplication } from './world/application.ts';
import { decisionUnder } from './world/decisions.ts';
import { disclose, expectKeptInside, givenOutsider } from './world/egress.ts';
import { giveConsent } from './world/gates.ts';
import { noticeOf, noticePurpose } from './world/notices.ts';

const SUBJECT = 'subject-1';
const { defineModel, notPersonal, personal, subjectId } = publisherWithPartners.declare();
const Customer = defineModel('Customer', {
  dataSubject: 'dpv:Customer',
  fields: {
    id: subjectId(),
    name: personal({ category: 'pd:Name', purpose: ['orders', 'loyaltyProgramme'] }),
    address: personal({ category: 'pd:PhysicalAddress', purpose: 'orders' }),
    email: personal({ category: 'email', purpose: ['solicitation', 'customerAccounts'] }),
    sku: notPersonal(),
  },
});
const HELD = {
  id: SUBJECT,
  name: 'Ada',
  address: '1 rue du Test, Lyon',
  email: 'ada@customers.example',
  sku: 'BOOK-1',
} as const;

test('S1-09 partners get data for their marketing with a consent that names them, and it names nobody else', async () => {
  await using partner = await givenOutsider();
  await using site = await givenApplication(publisherWithPartners, { models: [Customer] });
  const to = (recipient: string) =>
    ({ purpose: 'solicitation', recipient, model: Customer, held: HELD }) as const;
  await expectKeptInside(site, partner, to('partnerA'), 'consent-required');
  // A consent to the purpose that names no partner releases nothing to any of them.
  await giveConsent(site, 'solicitation');
  await expectKeptInside(site, partner, to('partnerA'), 'consent-required');
  await giveConsent(site, 'solicitation', { recipient: 'partnerA' });
  expect(await disclose(site, partner, to('partnerA'))).toBe('sent');
  await expectKeptInside(site, partner, to('partnerB'), 'consent-required');
  expect(partner.received).toHaveLength(1);
});

test('S1-10 a supplier gets what an order needs, for orders alone', async () => {
  const fields = ['Customer.name', 'Customer.address', 'Customer.sku'];
  const { suppliers, subsidiaries, ...others } = publisherWithPartners.recipients ?? {};
  const registered = { ...suppliers, role: 'processor', purposes: ['orders'], fields } as const;
  const policy = variant(publisherWithPartners, {
    recipients: {
      ...others,
      suppliers: registered,
      subsidiaries: { ...registered, fields: ['Customer.sku'] },
    },
  });
  expect(subsidiaries).toBeDefined();
  await using supplier = await givenOutsider();
  await using site = await givenApplication(policy, {
    models: [Customer],
    routes: (app, lawful) => {
      for (const recipient of ['suppliers', 'subsidiaries']) {
        const options = { returns: Customer, recipient, operation: 'dpv:Disclose' } as const;
        app.get(`/${recipient}/order`, lawful.processing('orders', options), (_, response) => {
          response.json({ ...HELD, debtFlag: true });
        });
      }
    },
  });
  const sent = { recipient: 'suppliers', model: Customer, held: { ...HELD, debtFlag: true } };
  expect(await disclose(site, supplier, { ...sent, purpose: 'orders' })).toBe('sent');
  const { email: _account, ...declared } = HELD;
  expect(supplier.received).toEqual([declared]);
  const elsewhere = { ...sent, purpose: 'customerAccounts' };
  await expectKeptInside(site, supplier, elsewhere, 'recipient-not-allowed');
  const narrower = { ...sent, purpose: 'orders', recipient: 'subsidiaries' };
  await expectKeptInside(site, supplier, narrower, 'recipient-not-allowed');
  // A supplier that fetches the order gets the same; one that may have less than the answer holds gets nothing.
  const fetched = await site.ask('GET', '/suppliers/order', { subject: SUBJECT });
  expect(fetched).toMatchObject({ status: 200 });
  expect(fetched.json).toEqual(declared);
  const refused = await site.ask('GET', '/subsidiaries/order', { subject: SUBJECT });
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain(HELD.address);
});

test('S1-13 in a merger nobody is handed over before being told: who was not is skipped, and listed', async () => {
  const Handed = defineModel('Customer', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      email: personal({ category: 'email', purpose: 'controllerChange' }),
    },
  });
  await using acquirer = await givenOutsider();
  await using site = await givenApplication(publisherInMerger, {
    versions: [publisherBeforeMerger],
    models: [Handed],
  });
  const told = { version: '2', change: 'delivered' } as const;
  for (const id of ['ada', 'joan']) await site.privacy.rights.noteNotice(id, told);
  const handOver = (id: string) =>
    disclose(site, acquirer, {
      subject: id,
      purpose: 'controllerChange',
      recipient: 'acquirer',
      model: Handed,
      held: { id, email: `${id}@customers.example` },
    });
  const skipped: string[] = [];
  for (const id of ['ada', 'grace', 'joan']) {
    if ((await handOver(id)) !== 'sent') skipped.push(id);
  }
  expect(acquirer.received.map(({ id }) => id)).toEqual(['ada', 'joan']);
  expect(skipped).toEqual(['grace']);
  const denials = (await site.records()).filter(({ outcome }) => outcome === 'deny');
  expect(denials).toMatchObject([
    { reason: 'notice_not_delivered', purpose: 'controllerChange', recipient: 'acquirer' },
  ]);
  // The notice comes first, the transfer after it; and whoever objects before is not handed over either.
  await site.privacy.rights.noteNotice('grace', told);
  expect(await handOver('grace')).toBe('sent');
  await site.privacy.rights.noteNotice('mary', told);
  await site.privacy.object('mary', { purpose: 'controllerChange' });
  expect(await handOver('mary')).toBe('restricted-pending-objection');
});

test('S1-16 the loyalty programme has several controllers, all in the notice, and nobody else gets its data', async () => {
  await using outsider = await givenOutsider();
  await using site = await givenApplication(publisherWithLoyalty, { models: [Customer] });
  const to = (recipient: string) =>
    ({ purpose: 'loyaltyProgramme', recipient, model: Customer, held: HELD }) as const;
  for (const recipient of ['alpha', 'beta']) {
    expect(await disclose(site, outsider, to(recipient))).toBe('sent');
  }
  await expectKeptInside(site, outsider, to('gamma'), 'recipient-not-allowed');
  await expectKeptInside(site, outsider, to('delta'), 'recipient-not-allowed');
  const notice = await noticeOf(site);
  expect(notice.jointControllers.map(({ name }) => name)).toEqual(['Alpha SAS', 'Beta SAS']);
  const { recipients } = await noticePurpose(site, 'loyaltyProgramme');
  expect(recipients).toEqual(['alpha', 'beta']);
});

/** A recipient in Norway: in the European Economic Area, not in the Union. */
const NORWEGIAN = {
  name: 'Oslo AS',
  role: 'processor',
  country: 'NO',
  purposes: ['orders'],
  fields: ['Customer.name', 'Customer.address'],
  contractReference: 'DPA Oslo',
} as const;

test('S1-61 Norway is outside the Union of this text, and inside the area of another', async () => {
  const { recipients, commitments = [] } = unnamedPublisherMended;
  const union = variant(unnamedPublisherMended, { recipients: { ...recipients, oslo: NORWEGIAN } });
  expect(addedBootErrors(unnamedPublisherMended, union)).toEqual(['transfer-contradiction']);
  expect(decisionUnder(union, { purpose: 'orders', recipient: 'oslo' })).toMatchObject({
    outcome: 'deny',
    reason: 'prohibited_by_policy',
  });
  const area = variant(union, {
    commitments: commitments.map((each) =>
      each.promises === 'no-transfer-outside-eu'
        ? { ...each, promises: 'no-transfer-outside-eea' }
        : each,
    ),
  });
  await using oslo = await givenOutsider();
  await using site = await givenApplication(area, { models: [Customer] });
  const sent = { purpose: 'orders', recipient: 'oslo', model: Customer, held: HELD };
  expect(await disclose(site, oslo, sent)).toBe('sent');
  // The same text with a recipient in France, under the stricter promise.
  const french = variant(union, {
    recipients: { ...recipients, oslo: { ...NORWEGIAN, country: 'FR' } },
  });
  expect(bootErrors(french)).toEqual([]);
  expect(decisionUnder(french, { purpose: 'orders', recipient: 'oslo' }).outcome).toBe('allow');
});

test('S1-62 no transfer outside the Union, but Google: found in the text, and Google gets nothing as it stands', async () => {
  expect(findingsOf(unnamedPublisher, 'transfer-contradiction')).toMatchObject([
    { place: 'recipients.google', at: ['l.143', 'l.163'] },
  ]);
  const google = { purpose: 'abuseProtection', recipient: 'google' } as const;
  expect(decisionUnder(unnamedPublisher, google)).toMatchObject({
    outcome: 'deny',
    reason: 'prohibited_by_policy',
  });
  const { transfer: _mechanism, ...bare } = publisherWithGoogle.recipients?.google ?? {
    role: 'third-party',
    purposes: [],
  };
  const promised = { ...publisherWithGoogle.recipients, google: bare };
  expect(
    decisionUnder(variant(publisherWithGoogle, { recipients: promised }), google),
  ).toMatchObject({ outcome: 'deny', reason: 'transfer_mechanism_missing' });
  // With a mechanism, and without the promise, it may.
  expect(decisionUnder(publisherWithGoogle, google).outcome).toBe('allow');
  // In the policy as it was mended Google is nobody: a call of the application goes nowhere.
  await using outsider = await givenOutsider();
  await using site = await givenApplication(unnamedPublisherMended, { models: [Customer] });
  const call = { ...google, model: Customer, held: HELD };
  await expectKeptInside(site, outsider, call, 'recipient-not-allowed');
});

test('S1-64 the notice says what reCAPTCHA takes, and that it goes to Google in the United States', async () => {
  await using site = await givenApplication(publisherWithGoogle);
  const { recipients } = await noticeOf(site);
  expect(recipients.find(({ id }) => id === 'google')).toMatchObject({
    name: 'Google Inc.',
    country: 'US',
    purposes: ['abuseProtection'],
    policyUrl: expect.stringContaining('google.com'),
  });
  const purpose = await noticePurpose(site, 'abuseProtection');
  expect(purpose.recipients).toContain('google');
  expect(purpose.categories.map(({ id }) => id)).toEqual(['pd:IPAddress', 'pd:Behavioural']);
});

test('S1-65 the interest behind reCAPTCHA is told, and who objects is challenged without Google', async () => {
  await using google = await givenOutsider();
  await using site = await givenApplication(publisherWithGoogle, {
    routes: (app, lawful) => {
      const gate = lawful.processing('abuseProtection', {
        operation: 'dpv:Use',
        returns: 'nothing',
      });
      app.get('/challenge', gate, async (_, response) => {
        await fetch(google.url, { method: 'POST', body: '{}' });
        response.location('https://www.google.com/recaptcha').status(204).end();
      });
      app.use(
        '/challenge',
        (error: unknown, _: Request, response: Response, next: NextFunction) => {
          if (!isPrivacyError(error) || error.code !== 'restricted-pending-objection') next(error);
          else response.location('/challenge/own').status(204).end();
        },
      );
    },
  });
  const { legalBasis, legitimateInterest, objectable } = await noticePurpose(
    site,
    'abuseProtection',
  );
  expect({ basis: legalBasis?.id, objectable }).toEqual({
    basis: 'eu-gdpr:A6-1-f',
    objectable: true,
  });
  expect(legitimateInterest?.text).toMatch(/abusive crawling and spam/);
  const challenge = async (subject: string) =>
    (await site.ask('GET', '/challenge', { subject })).headers.get('location');
  await site.privacy.object(SUBJECT, { purpose: 'abuseProtection' });
  expect(await challenge(SUBJECT)).toBe('/challenge/own');
  expect(google.received).toEqual([]);
  expect(await challenge('somebody-else')).toMatch(/google/);
  expect(google.received).toHaveLength(1);
});

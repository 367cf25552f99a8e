import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './boot.ts';
import { luximMended } from './policies/luxim/mended.ts';
import { luxim } from './policies/luxim/policy.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { FraudFile, LaunderingFile, LuximClient } from './world/luxim-models.ts';
import { noticeOf } from './world/notices.ts';
import { expectRoleGate } from './world/roles.ts';

const CLIENT = { name: 'Ada', email: 'ada@client.example', question: 'When?', pages: 'home' };

test('S2-51 nobody learns from an export whether there is a file against money laundering', async () => {
  const files = fc.array(fc.record({ suspicion: fc.string(), reportedOn: fc.string() }), {
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(files, async (suspicions) => {
      const person = (id: string) => ({ [id]: [{ id, ...CLIENT }] });
      const held = suspicions.map((file) => ({ id: 'suspect00', ...file }));
      await using site = await givenApplication(luximMended, {
        models: [LuximClient, LaunderingFile],
        sources: [
          givenSource(LuximClient, { ...person('suspect00'), ...person('innocent0') }),
          givenSource(LaunderingFile, { suspect00: held }),
        ],
      });
      const suspect = await exportOf(site, 'suspect00');
      const innocent = await exportOf(site, 'innocent0');
      const [referral] = suspect.referrals;
      expect(referral).toMatchObject({
        purpose: 'moneyLaundering',
        exercisedThrough: 'supervisory-authority',
        authority: { name: 'CNIL', url: 'https://cnil.fr' },
        text: expect.stringMatching(/\S/),
      });
      expect(JSON.stringify(suspect.referrals)).toBe(JSON.stringify(innocent.referrals));
      const anonymous = JSON.stringify(suspect).replaceAll('suspect00', 'innocent0');
      expect(anonymous).toBe(JSON.stringify(innocent));
    }),
    { numRuns: 15 },
  );
});

test('S2-53 fraud is fought without consent, by those whose work it is', async () => {
  await using site = await givenApplication(luximMended);
  await expectRoleGate(site, 'fraudPrevention', {
    granted: ['fraudAnalyst'],
    refused: ['customerService', 'marketing', 'sales'],
  });
  expect((await site.records()).at(-1)).toMatchObject({ legalBasis: 'eu-gdpr:A6-1-f' });
  expect((await site.privacy.store.read('subject-1')).state).toBeUndefined();
});

test('S2-58 no law hides data on fraud: the text is a finding, and access is direct', async () => {
  const found = linesOf(luxim, 'indirect-access-unsupported');
  expect(found).toHaveLength(1);
  expect(found.flat()).toContain('l.59');
  const id = 'client-1';
  await using site = await givenApplication(luximMended, {
    models: [LuximClient, FraudFile],
    sources: [givenSource(FraudFile, { [id]: [{ id, chargebacks: 'two' }] })],
  });
  const access = await exportOf(site, id);
  expect(valuesIn(access)).toEqual({ id, chargebacks: 'two' });
  expect(access.purposes).toContainEqual(
    expect.objectContaining({ purpose: 'fraudPrevention', legalBasis: 'eu-gdpr:A6-1-f' }),
  );
  expect(access.referrals.map(({ purpose }) => purpose)).toEqual(['moneyLaundering']);
});

test('S2-59 the notice names Stripe, what it is and where', async () => {
  await using site = await givenApplication(luximMended);
  const { recipients } = await noticeOf(site);
  expect(recipients.find(({ name }) => name === 'Stripe')).toMatchObject({
    role: { id: 'processor' },
    country: 'IE',
    purposes: ['onlinePayments', 'fraudPrevention'],
  });
  const setmore = recipients.find(({ name }) => name === 'Setmore');
  expect(setmore).toMatchObject({ country: 'US', transfer: { mechanism: 'eu-gdpr:A45-3' } });
});

test('S2-61 a payment and the check against fraud behind it are two decisions for two purposes', async () => {
  await using site = await givenApplication(luximMended, {
    routes: (app, lawful, privacy) => {
      const gate = lawful.processing('onlinePayments', {
        operation: 'dpv:Use',
        returns: 'nothing',
      });
      app.post('/pay', gate, async (request, response) => {
        const subject = request.get('x-subject');
        await privacy.run({ purpose: 'fraudPrevention', subject }, () => 'no fraud seen');
        response.status(204).end();
      });
    },
  });
  expect((await site.ask('POST', '/pay', { subject: 'client-1' })).status).toBe(204);
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions.map(({ purpose, legalBasis }) => [purpose, legalBasis])).toEqual([
    ['onlinePayments', 'eu-gdpr:A6-1-b'],
    ['fraudPrevention', 'eu-gdpr:A6-1-f'],
  ]);
});

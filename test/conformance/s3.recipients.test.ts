import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { decisionUnder } from './world/decisions.ts';
import { disclosing, expectBlocked, expectDisclosed, provider } from './world/disclosures.ts';
import { givenOutsider } from './world/egress.ts';

test('S3-05 a provider is called to provide the service, and for nothing else', async () => {
  await using to = await givenOutsider();
  const call = (purpose: string) => ({ purpose, recipient: 'hosting', to });
  const others = ['usageMeasurement', 'serviceNews', 'accountAdministration'];
  await using site = await givenApplication(bsoftMended, {
    routes: disclosing(...['serviceProvision', ...others].map(call)),
  });
  await expectDisclosed(site, call('serviceProvision'));
  for (const other of others) await expectBlocked(site, call(other), 'recipient_not_allowed');
});

test('S3-57 the provider of payments is called for payments, not for analysis', async () => {
  await using to = await givenOutsider();
  const call = (recipient: string, purpose: string) => ({ recipient, purpose, to });
  const payment = call('payments', 'serviceProvision');
  const wrong = [
    call('payments', 'usageMeasurement'),
    call('delivery', 'userCommunication'),
    call('analytics', 'serviceProvision'),
    call('customerService', 'accountAdministration'),
  ];
  await using site = await givenApplication(bsoftMended, {
    routes: disclosing(payment, call('analytics', 'usageMeasurement'), ...wrong),
  });
  await expectDisclosed(site, payment);
  await expectDisclosed(site, call('analytics', 'usageMeasurement'));
  for (const each of wrong) await expectBlocked(site, each, 'recipient_not_allowed');
});

test('S3-64 a country counts as adequate while a decision of the Commission says so', async () => {
  await using to = await givenOutsider();
  const call = (recipient: string) => ({ recipient, purpose: 'serviceProvision', to });
  const adequate = { transfer: { mechanism: 'eu-gdpr:A45-3' } } as const;
  const certified = { transfer: { mechanism: 'eu-gdpr:A45-3', certified: true } } as const;
  const policy = withProviders({
    japan: { country: 'JP', ...adequate },
    certified: { country: 'US', ...certified },
  });
  await using site = await givenApplication(policy, {
    routes: disclosing(...['japan', 'certified'].map(call)),
  });
  await expectDisclosed(site, call('japan'));
  await expectDisclosed(site, call('certified'));
  for (const country of ['US', 'IN']) {
    const wrong = withProviders({ elsewhere: { country, ...adequate } });
    expect(bootErrors(wrong)).toMatchObject([{ code: 'transfer-mechanism-invalid' }]);
    expect(decided(wrong, '2026-11-22')).toMatchObject(DENIED);
  }
  // The United States were adequate for certified recipients only from the day of the decision on.
  const early = withProviders({ elsewhere: { country: 'US', ...certified } });
  expect(decided(early, '2023-07-09')).toMatchObject(DENIED);
  expect(decided(early, '2023-07-10')).toMatchObject({ outcome: 'allow' });
});

test('S3-65 a contract with somebody abroad counts with its reference and an assessment', async () => {
  await using to = await givenOutsider();
  const clauses = { mechanism: 'eu-gdpr:A46-2-c' } as const;
  const reference = 'Decision (EU) 2021/914, module 2, of 3 May 2024';
  const whole = { ...clauses, reference, impactAssessment: true };
  const call = { recipient: 'elsewhere', purpose: 'serviceProvision', to };
  await using site = await givenApplication(
    withProviders({ elsewhere: { country: 'IN', transfer: whole } }),
    { routes: disclosing(call) },
  );
  await expectDisclosed(site, call);
  for (const transfer of [
    { ...clauses, impactAssessment: true },
    { ...clauses, reference },
  ]) {
    const wrong = withProviders({ elsewhere: { country: 'IN', transfer } });
    expect(bootErrors(wrong)).toMatchObject([{ code: 'transfer-mechanism-missing' }]);
    expect(decided(wrong, '2026-11-22')).toMatchObject(DENIED);
  }
});

const DENIED = { outcome: 'deny', reason: 'transfer_mechanism_missing' } as const;

/** What is decided about a recipient that would stop the start: an application that started would not call it either. */
function decided(policy: PolicyInput, day: string) {
  const question = { purpose: 'serviceProvision', recipient: 'elsewhere' };
  return decisionUnder(policy, question, `${day}T00:00:00Z`);
}

function withProviders(more: Readonly<Record<string, object>>): PolicyInput {
  const providers = Object.entries(more).map(([name, input]) => [
    name,
    provider(['serviceProvision'], input),
  ]);
  return {
    ...bsoftMended,
    recipients: { ...bsoftMended.recipients, ...Object.fromEntries(providers) },
  };
}

import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { luximMended } from './policies/luxim/mended.ts';
import { givenApplication } from './world/application.ts';
import { decisionUnder } from './world/decisions.ts';
import { disclosing, expectBlocked, expectDisclosed, provider } from './world/disclosures.ts';
import { givenOutsider } from './world/egress.ts';
import { exportOf, givenSource } from './world/exports.ts';
import { LuximClient } from './world/luxim-models.ts';
import { noticeOf } from './world/notices.ts';

const ADEQUATE = { mechanism: 'eu-gdpr:A45-3' } as const;

test('S2-77 data stay in the Union unless a country was entered with what allows it', async () => {
  await using to = await givenOutsider();
  const call = (recipient: string) => ({ purpose: 'support', recipient, to });
  const policy = withProviders({
    inGermany: { country: 'DE' },
    inSwitzerland: { country: 'CH', transfer: ADEQUATE },
  });
  await using site = await givenApplication(policy, {
    routes: disclosing(...['inGermany', 'inSwitzerland', 'inBrazil'].map(call)),
  });
  await expectDisclosed(site, call('inGermany'));
  await expectDisclosed(site, call('inSwitzerland'));
  await expectBlocked(site, call('inBrazil'), 'recipient_unknown');
  for (const country of ['BR', 'CH', 'US', undefined]) {
    const unlisted = withProviders({ elsewhere: country === undefined ? {} : { country } });
    expect(bootErrors(unlisted).map(({ code }) => code)).toEqual(['transfer-mechanism-missing']);
    expect(decisionUnder(unlisted, call('elsewhere'))).toMatchObject(DENIED);
  }
});

test('S2-78 each transfer names its mechanism, and access and notice tell it', async () => {
  const clauses = {
    mechanism: 'eu-gdpr:A46-2-c',
    reference: 'Decision (EU) 2021/914, module 2',
    impactAssessment: true,
    copyAt: 'https://luxim.fr/clauses',
  } as const;
  const policy = withProviders({ inIndia: { country: 'IN', transfer: clauses } });
  await using site = await givenApplication(policy, {
    models: [LuximClient],
    sources: [givenSource(LuximClient, { 'client-1': [{ id: 'client-1', name: 'Ada' }] })],
  });
  const safeguards = {
    outsideTheUnion: ADEQUATE,
    setmore: ADEQUATE,
    inIndia: { mechanism: 'eu-gdpr:A46-2-c', reference: clauses.reference, copyAt: clauses.copyAt },
  };
  const { transfers } = await exportOf(site, 'client-1');
  const served = await noticeOf(site);
  for (const [recipient, safeguard] of Object.entries(safeguards)) {
    expect(transfers).toContainEqual(
      expect.objectContaining({ recipient, safeguard: expect.objectContaining(safeguard) }),
    );
    expect(served.transfers).toContainEqual(
      expect.objectContaining({ recipient, safeguard: expect.objectContaining(safeguard) }),
    );
  }
  const without = withProviders({ inIndia: { country: 'IN' } });
  const call = { purpose: 'support', recipient: 'inIndia' };
  expect(decisionUnder(without, call)).toMatchObject(DENIED);
});

const DENIED = { outcome: 'deny', reason: 'transfer_mechanism_missing' } as const;

function withProviders(more: Readonly<Record<string, object>>): PolicyInput {
  const providers = Object.entries(more).map(([name, input]) => {
    const { country: _default, ...rest } = provider(['support'], {});
    return [name, { ...rest, ...input }];
  });
  return {
    ...luximMended,
    recipients: { ...luximMended.recipients, ...Object.fromEntries(providers) },
  };
}

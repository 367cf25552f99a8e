import { expect, test } from 'vitest';
import { addedBootErrors } from './boot.ts';
import type { PolicyInput } from './core.ts';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { giveConsent } from './world/gates.ts';
import { expectRoleGate } from './world/roles.ts';

test('S3-33 staff for contracts see what contracts need, and the same staff see nothing else', async () => {
  await using site = await givenApplication(bsoftMended);
  await giveConsent(site, 'newsletters');
  for (const purpose of ['contactContracts', 'callRecordings']) {
    await expectRoleGate(site, purpose, { granted: ['contractStaff'], refused: [] });
  }
  for (const purpose of ['newsletters', 'prospecting', 'usageMeasurement', 'abuseProtection']) {
    await expectRoleGate(site, purpose, { granted: [], refused: ['contractStaff'] });
  }
});

test('S3-67 whoever has no grant gets nothing, and the attempt is recorded', async () => {
  await using site = await givenApplication(bsoftMended);
  await giveConsent(site, 'newsletters');
  await expectRoleGate(site, 'newsletters', {
    granted: ['staff'],
    refused: ['contractStaff', 'developer', 'constructor', '__proto__'],
  });
});

test('S3-68 employees see what their work needs', async () => {
  await using site = await givenApplication(bsoftMended);
  await expectRoleGate(site, 'contactContracts', {
    granted: ['contractStaff'],
    refused: ['staff'],
  });
});

test('S3-68 nothing starts with a third party that no clause holds to confidentiality', () => {
  const hosting = { role: 'processor', country: 'FR', fields: [] } as const;
  const registered = (recipient: object): PolicyInput => ({
    ...bsoftMended,
    recipients: {
      ...bsoftMended.recipients,
      mirror: { ...hosting, purposes: ['serviceProvision'], ...recipient },
    },
  });
  const held = registered({ contractReference: 'Art. 28 contract, version 2' });
  expect(addedBootErrors(bsoftMended, held)).toEqual([]);
  expect(addedBootErrors(bsoftMended, registered({}))).toEqual(['processor-without-contract']);
  const partner = { role: 'third-party', category: 'A partner' };
  const clause = { ...partner, confidentialityReference: 'NDA 7' };
  expect(addedBootErrors(bsoftMended, registered(clause))).toEqual([]);
  expect(addedBootErrors(bsoftMended, registered(partner))).toEqual(['confidentiality-missing']);
});

test('S3-72 every refused access is an event of its own, with who tried under a pseudonym and why', async () => {
  const seen: string[] = [];
  await using site = await givenApplication(bsoftMended, {
    pseudonymKey: 'a key of sixteen bytes or more',
    relays: [
      ({ record }) => {
        if (record.outcome === 'deny') seen.push(`${record.actor?.pseudonym} ${record.reason}`);
      },
    ],
  });
  const attempts = 7;
  const intruder = { role: 'developer', headers: { 'x-actor': 'employee-7' } };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = await site.ask('POST', '/use/newsletters', { subject: 's', ...intruder });
    expect(answer.status).toBe(403);
  }
  const denied = (await site.records()).filter(({ outcome }) => outcome === 'deny');
  expect(denied).toHaveLength(attempts);
  const [first] = denied;
  expect(first).toMatchObject({
    kind: 'decision',
    reason: 'role_not_granted',
    actor: { type: 'staff', role: 'developer', pseudonym: expect.stringMatching(/\S{16}/) },
  });
  expect(JSON.stringify(denied)).not.toContain('employee-7');
  await expect.poll(() => seen).toHaveLength(attempts);
  expect(new Set(seen)).toEqual(new Set([`${first?.actor?.pseudonym} role_not_granted`]));
});

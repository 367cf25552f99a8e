import { expect, test } from 'vitest';
import { definePolicy } from '../declare/define-policy.ts';
import { createPrivacy } from '../privacy.ts';

test('being told of a notice, and becoming a customer, are stored and witnessed', async () => {
  const privacy = given();
  await privacy.rights.relate('ada', { kind: 'customer', change: 'began' });
  await privacy.rights.noteNotice('ada', { version: '1', change: 'delivered' });
  await privacy.rights.noteNotice('ada', { version: '1', change: 'accepted' });
  expect((await privacy.store.read('ada')).state).toMatchObject({
    relationships: [{ kind: 'customer' }],
    notices: [{ version: '1' }],
  });
  const records = [];
  for await (const { record } of privacy.ledger.read()) records.push(record);
  expect(records.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
    'relationship-changed: relationship.began',
    'notice-changed: notice.delivered',
    'notice-changed: notice.accepted',
  ]);
  expect(JSON.stringify(records)).not.toContain('ada');
});

test('a notice that was never published is not delivered', async () => {
  const delivery = given().rights.noteNotice('ada', { version: '9', change: 'delivered' });
  await expect(delivery).rejects.toMatchObject({ code: 'not-found' });
});

function given() {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme', address: 'Nantes', contact: 'mailto:privacy@acme.example' },
    purposes: {},
  });
  return createPrivacy({ policy, models: [], warn: () => undefined });
}

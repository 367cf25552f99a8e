import { test } from 'vitest';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { givenApplication } from './world/application.ts';
import { expectRoleGate } from './world/roles.ts';

test('S4-34 each internal service pursues the purposes of its mission, and no other', async () => {
  await using site = await givenApplication(oksigenMended);
  const { roles, purposes } = site.privacy.catalogue.policy;
  const services = Object.entries(roles ?? {});
  for (const [role, { purposes: mission }] of services) {
    for (const purpose of Object.keys(purposes)) {
      const granted = mission.includes(purpose);
      await expectRoleGate(site, purpose, {
        granted: granted ? [role] : [],
        refused: granted ? [] : [role],
      });
    }
  }
});

test('S4-34 whoever belongs to no service sees nothing', async () => {
  await using site = await givenApplication(oksigenMended);
  for (const purpose of ['sale', 'accounting', 'afterSales', 'quote']) {
    await expectRoleGate(site, purpose, { granted: [], refused: ['reception', ''] });
  }
});

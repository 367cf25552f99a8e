import { expect } from 'vitest';
import type { Application } from './application.ts';

/** T-ROLE: a role without the grant is a 403 that the audit trail has, and the handler does not run; with it, 2xx. */
export async function expectRoleGate(
  site: Application,
  purpose: string,
  {
    granted,
    refused,
  }: { readonly granted: readonly string[]; readonly refused: readonly string[] },
  subject = 'subject-1',
): Promise<void> {
  for (const role of refused) {
    const handled = site.handled(purpose);
    const answer = await site.ask('POST', `/use/${purpose}`, { subject, role });
    expect(answer.status, `${role}: ${answer.text}`).toBe(403);
    expect(String(answer.json.type)).toMatch(/\/role-not-granted$/);
    expect(site.handled(purpose), 'the handler did not run').toBe(handled);
    expect((await site.records()).at(-1)).toMatchObject({
      kind: 'decision',
      outcome: 'deny',
      reason: 'role_not_granted',
      purpose,
      actor: { type: 'staff', role },
    });
  }
  for (const role of granted) {
    const answer = await site.ask('POST', `/use/${purpose}`, { subject, role });
    expect(answer.status, `${role}: ${answer.text}`).toBe(204);
    expect((await site.records()).findLast(({ kind }) => kind === 'decision')).toMatchObject({
      outcome: 'allow',
      purpose,
      actor: { type: 'staff', role },
    });
  }
}

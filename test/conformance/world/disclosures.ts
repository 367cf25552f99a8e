import type { ModelRef } from '@lawful/core';
import { expect } from 'vitest';
import type { RecipientInput } from '../core.ts';
import type { Answered, Application, Given } from './application.ts';
import type { Outsider } from './egress.ts';

/** A disclosure that an application makes: which recipient, for which purpose, and what of which row. */
export interface Disclosure {
  readonly purpose: string;
  readonly recipient: string;
  readonly to: Outsider;
  /** What is sent: the part of the row that the purpose may use. Left out: nothing but the purpose's name. */
  readonly model?: ModelRef;
  readonly row?: object;
}

/** `POST /disclose/<purpose>/<recipient>`: asks the gate for this recipient, and only then calls it. */
export function disclosing(...disclosures: readonly Disclosure[]): NonNullable<Given['routes']> {
  return (app, lawful, privacy) => {
    for (const { purpose, recipient, to, model, row } of disclosures) {
      const gate = lawful.processing(purpose, {
        operation: 'dpv:DiscloseByTransmission',
        recipient,
        returns: model ?? 'nothing',
      });
      const minimise = model === undefined ? undefined : privacy.minimiser(purpose, model);
      app.post(`/disclose/${purpose}/${recipient}`, gate, async (_request, response) => {
        const payload = minimise?.(row) ?? { purpose };
        await fetch(to.url, {
          method: 'POST',
          headers: { connection: 'close' },
          body: JSON.stringify(payload),
        });
        if (model === undefined) response.status(204).end();
        else response.json(row);
      });
    }
  };
}

/** Has the application call a recipient for a purpose, about a subject. */
function disclose(
  site: Application,
  { purpose, recipient }: Pick<Disclosure, 'purpose' | 'recipient'>,
  subject = 'subject-1',
): Promise<Answered> {
  return site.ask('POST', `/disclose/${purpose}/${recipient}`, { subject });
}

/** The disclosure goes out: one call more, and a record that names the recipient. */
export async function expectDisclosed(site: Application, disclosure: Disclosure): Promise<void> {
  const calls = disclosure.to.received.length;
  const answer = await disclose(site, disclosure);
  expect(answer.status, answer.text).toBeLessThan(300);
  expect(disclosure.to.received.length).toBe(calls + 1);
  const { purpose, recipient } = disclosure;
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions.at(-1)).toMatchObject({ outcome: 'allow', purpose, recipient });
}

/** The disclosure is blocked: 403, no call, and a record that says why. */
export async function expectBlocked(
  site: Application,
  disclosure: Disclosure,
  reason: string,
): Promise<Answered> {
  const calls = disclosure.to.received.length;
  const answer = await disclose(site, disclosure);
  expect(answer.status, answer.text).toBe(403);
  expect(disclosure.to.received.length, 'nothing was sent').toBe(calls);
  const { purpose, recipient } = disclosure;
  const decisions = (await site.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions.at(-1)).toMatchObject({ outcome: 'deny', reason, purpose, recipient });
  return answer;
}

/** A provider under contract, to be registered in a policy with whatever a test is about. */
export function provider(purposes: readonly string[], more: object): RecipientInput {
  return {
    role: 'processor',
    country: 'FR',
    fields: [],
    contractReference: 'Art. 28 contract',
    purposes,
    ...more,
  };
}

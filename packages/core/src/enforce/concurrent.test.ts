import { expect, test } from 'vitest';
import {
  Customer,
  codeOf,
  givenShop,
  NewOrder,
  objectionTo,
  type Purpose,
  restriction,
} from '../../fixtures/enforce-shop.ts';
import type { SubjectEvent } from '../decide/event.ts';
import { memorySubjectStore } from '../memory/subject-store.ts';
import type { SubjectStore } from '../ports.ts';
import { consentGiven, consentWithdrawn } from '../testing/index.ts';
import { currentUnit, runInside } from './current.ts';

/** How subjects of the crowd stand, and what they have said. */
const STANDINGS = {
  silent: [],
  consented: [consentGiven('newsletter')],
  withdrawn: [consentGiven('newsletter'), consentWithdrawn('newsletter')],
  objected: [consentGiven('newsletter'), objectionTo('statistics')],
  restricted: [consentGiven('newsletter'), restriction()],
  unreadable: [consentGiven('newsletter')],
} as const satisfies Record<string, readonly SubjectEvent[]>;

type Standing = keyof typeof STANDINGS;

const PURPOSES: readonly Purpose[] = ['order', 'invoice', 'newsletter', 'statistics'];
const CROWD = 1_000;

test('a thousand concurrent requests get exactly the decisions that the law, read plainly, gives', async () => {
  const shop = givenShop({ store: await crowdedStore(), deadline: 5_000 });
  const processings = new Map(
    PURPOSES.map((purpose) => [
      purpose,
      shop.privacy.processing(purpose, { body: NewOrder, returns: Customer }),
    ]),
  );
  const requests = Array.from({ length: CROWD }, (_, index) => {
    const standing = standingOf(index);
    const purpose = PURPOSES[Math.floor(index / 6) % PURPOSES.length] ?? 'order';
    const subject = `${standing}-${index}`;
    return { subject, standing, purpose, email: `e${index}@example.org` };
  });
  const outcomes = await Promise.all(
    requests.map(({ subject, purpose, email }) =>
      codeOf(async () => {
        const processing = processings.get(purpose);
        if (processing === undefined) throw new Error('no such purpose');
        const unit = shop.privacy.open({ subject });
        const running = await processing.begin(unit, { body: { email, birthDate: 'd', extra: 1 } });
        await runInside(unit, async () => {
          await new Promise((resolve) => setTimeout(resolve, Number(email.length) % 3));
          expect(currentUnit()?.subject).toBe(subject);
          expect(Object.keys(Object(running.incoming.body))).not.toContain('extra');
          expect(await running.serve({ id: subject, email }, 200)).toMatchObject({ id: subject });
          expect(await codeOf(() => running.serve({ id: 'somebody-else', email }, 200))).toBe(
            'subject-mismatch',
          );
        });
      }),
    ),
  );
  expect(outcomes).toEqual(requests.map(({ purpose, standing }) => plainly(purpose, standing)));
  expect(new Set(outcomes).size, 'not all alike').toBeGreaterThan(4);
  const decisions = (await shop.records()).filter(({ kind }) => kind === 'decision');
  expect(decisions).toHaveLength(CROWD);
  expect(decisions.filter(({ outcome }) => outcome === 'allow')).toHaveLength(
    outcomes.filter((code) => code === 'nothing thrown').length,
  );
});

/** The law for these four purposes, in as few words as possible. */
function plainly(purpose: Purpose, standing: Standing): string {
  const depends = purpose === 'newsletter' || purpose === 'statistics';
  if (standing === 'unreadable') return depends ? 'state-unknown' : 'nothing thrown';
  if (standing === 'restricted') return 'processing-restricted';
  if (purpose === 'newsletter' && (standing === 'silent' || standing === 'withdrawn'))
    return 'consent-required';
  if (purpose === 'statistics' && standing === 'objected') return 'processing-objected';
  return 'nothing thrown';
}

function standingOf(index: number): Standing {
  const names = Object.keys(STANDINGS) as Standing[]; // the keys of a literal are its keys
  return names[index % names.length] ?? 'silent';
}

/** A store that answers at once, later, or not at all. */
async function crowdedStore(): Promise<SubjectStore> {
  const memory = memorySubjectStore();
  for (let index = 0; index < CROWD; index++) {
    const standing = standingOf(index);
    for (const event of STANDINGS[standing]) {
      await memory.append(`${standing}-${index}`, { ...event, id: `${event.id}-${index}` });
    }
  }
  let asked = 0;
  return {
    ...memory,
    read: (subject) => {
      if (subject.startsWith('unreadable')) {
        if (asked++ % 2 === 0) throw new Error('down');
        return Promise.reject(new Error('down'));
      }
      if (asked++ % 3 === 0) return memory.read(subject);
      return new Promise((resolve) => setTimeout(() => resolve(memory.read(subject)), asked % 5));
    },
  };
}

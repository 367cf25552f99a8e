import { describe, expect, test } from 'vitest';
import { answerTo } from '../scenarios/drive.ts';
import { expectSilence, found } from '../scenarios/expectations.ts';
import type { Platform } from '../scenarios/nest-answers.ts';
import { onNest } from '../scenarios/nest-app.ts';
import { catchOutput } from '../scenarios/output.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { PLATFORMS } from './serving.ts';

/** Where something of Anna comes out of the very same application when nothing protects it. */
const LEAKS = [
  ['more-than-declared', 'answer'],
  ['undeclared-class', 'answer'],
  ['own-json', 'answer'],
  ['a-list-for-one', 'answer'],
  ['text-as-value', 'answer'],
  ['another-status', 'answer'],
  ['text', 'answer'],
  ['json-as-text', 'answer'],
  ['bytes', 'answer'],
  ['stream', 'answer'],
  ['file', 'answer'],
  ['page', 'answer'],
  ['own-problem', 'answer'],
  ['throws', 'output'],
  ['throws-text', 'output'],
] as const;

describe.each(PLATFORMS)('Nest on %s, control', (_name, platform) => {
  test.each(LEAKS)('without the privacy layer, "%s" shows in the %s', async (way, where) => {
    const { answer, output } = await seenWithout(platform, `GET /ways/${way}`);
    expect(found({ answer, output }[where], 'anna')).not.toEqual([]);
    expect(() => expectSilence([[where, { answer, output }[where]]])).toThrow();
  });

  test('without the privacy layer, somebody else is served and everybody is logged', async () => {
    const { bert, anna } = PEOPLE;
    const { answer } = await seenWithout(platform, `GET /careless/bookings/${bert.bookingNumber}`);
    expect(found(answer, 'bert')).not.toEqual([]);
    const booked = await seenWithout(platform, 'POST /bookings', { course: anna.course });
    expect(found(booked.log, 'anna')).toEqual(['anna.course']);
  });
});

async function seenWithout(platform: Platform, ask: string, body?: object) {
  const world = createWorld();
  const output = catchOutput();
  const { url, close } = await onNest(platform, false)(world);
  try {
    const step = { as: 'anna', ask, expect: { status: 200 }, ...(body && { body }) } as const;
    const answer = await answerTo(step, url, world.now());
    return { answer: JSON.stringify(answer), output: output.text(), log: world.log.join('\n') };
  } finally {
    output.stop();
    await close();
    world.end();
  }
}

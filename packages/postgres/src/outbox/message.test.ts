import { expect, test } from 'vitest';
import { type EventExcerpt, messageOf } from './message.ts';
import { TOPICS, type Topic } from './topics.ts';

const expected: Readonly<Record<Topic, string>> = {
  'consent.given': 'dpv:ConsentGiven',
  'consent.refused': 'dpv:ConsentRefused',
  'consent.withdrawn': 'dpv:ConsentWithdrawn',
  'objection.filed': 'pending',
  'objection.upheld': 'upheld',
  'objection.overridden': 'overridden',
  'objection.lifted': 'lifted',
  'restriction.set': 'restricted',
  'restriction.lifted': 'lifted',
  'erasure.requested': 'requested',
};

test.each(TOPICS)('%s says where things stand afterwards', (topic) => {
  expect(statusOf(topic)).toBe(expected[topic]);
});

test('an objection that needs no assessment is upheld at once', () => {
  expect(statusOf('objection.filed', { final: true })).toBe('upheld');
});

test('a restriction says which one and which fields, so that lifting one leaves the others', () => {
  const { data } = message('restriction.set', {
    ground: 'accuracy-contested',
    fields: ['A.email'],
  });
  expect(data).toEqual({
    subject: 'anna',
    status: 'restricted',
    ground: 'accuracy-contested',
    fields: ['A.email'],
    recordId: 'event',
    sequence: 4,
  });
});

test('what a caller adds to an event does not leave', () => {
  const more = { evidence: { indication: 'ticked' }, justification: 'because', approver: 'dpo' };
  const text = JSON.stringify(message('objection.overridden', more as Partial<EventExcerpt>));
  expect(text).not.toMatch(/ticked|because|dpo"/);
});

test('the same facts make the very same message, so that its signature covers the same text', () => {
  const twice = [1, 2].map(() =>
    JSON.stringify(message('consent.given', { purpose: 'newsletter' })),
  );
  expect(twice[0]).toBe(twice[1]);
});

const statusOf = (topic: Topic, event: Partial<EventExcerpt> = {}): string =>
  message(topic, event).data.status;

function message(topic: Topic, event: Partial<EventExcerpt>): ReturnType<typeof messageOf> {
  return messageOf({
    id: 'message',
    topic,
    tenant: '',
    subject: 'anna',
    enqueuedAt: '2026-11-22T09:00:00.000Z',
    sequence: 4,
    event: { id: 'event', at: '2026-11-22T09:00:00.000Z', ...event },
  });
}

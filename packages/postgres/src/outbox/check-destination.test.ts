import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Outbox } from './outbox.ts';
import { runRelay } from './relay.ts';
import type { TopicPattern } from './topics.ts';
import { type WebhookOptions, webhook } from './webhook.ts';

test.each([
  'http://crm.example/hook',
  'ftp://crm.example/hook',
  'http://127.0.0.1.crm.example/hook',
  'http://localhost.crm.example/hook',
  'http://192.168.0.1/hook',
  'https://user:password@crm.example/hook',
  '/hook',
])('refuses to send personal data to %s', (url) => {
  expect(() => given({ url })).toThrow(/address of crm/);
});

test.each([
  'https://crm.example/hook',
  'http://127.0.0.1:8080/hook',
  'http://localhost/hook',
  'http://[::1]/hook',
])('sends to %s', (url) => {
  expect(given({ url }).name).toBe('crm');
});

test.each([
  ['none', []],
  ['one without its prefix', [randomBytes(32).toString('base64')]],
  ['one too short', [secretOf(23)]],
  ['one too long', [secretOf(65)]],
  ['one that is no base64', [`whsec_${'*'.repeat(44)}`]],
  ['one good and one bad', [secretOf(32), 'whsec_']],
])('refuses secrets: %s', (_, secrets) => {
  expect(() => given({ secrets })).toThrow(/crm/);
});

test('an error repeats neither the address nor a secret', () => {
  const secret = secretOf(8);
  const message = messageOf(() => given({ secrets: [secret] }));
  expect(message).not.toContain(secret.slice(6));
  expect(messageOf(() => given({ url: 'http://crm.example/token' }))).not.toContain('token');
});

test.each([
  { name: '' },
  { name: 'Anna@crm' },
  { name: 'a'.repeat(64) },
  { topics: [] },
  { topics: ['consent.sold' as TopicPattern] },
  { topics: ['*' as TopicPattern] },
])('refuses %j', (options) => {
  expect(() => given(options)).toThrow();
});

test('two destinations of one name are refused before anything is sent', () => {
  expect(() => runRelay({} as Outbox, [given({}), given({})])).toThrow(/crm is given twice/);
});

function given(options: Partial<WebhookOptions>): ReturnType<typeof webhook> {
  return webhook({
    name: 'crm',
    url: 'https://crm.example/hook',
    secrets: [secretOf(32)],
    topics: ['consent.*'],
    ...options,
  });
}

function secretOf(bytes: number): string {
  return `whsec_${randomBytes(bytes).toString('base64')}`;
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return String(error);
  }
}

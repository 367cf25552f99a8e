import { expect, test } from 'vitest';
import { linkOf } from './link.ts';

test.each([
  ['dpo@acme.example', 'mailto:dpo@acme.example'],
  ['mailto:dpo@acme.example', 'mailto:dpo@acme.example'],
  ['https://acme.example/privacy?a=1', 'https://acme.example/privacy?a=1'],
  ['tel:+33200000000', 'tel:+33200000000'],
  ['/privacy/export?scope=access', '/privacy/export?scope=access'],
])('%s leads to %s', (address, link) => {
  expect(linkOf(address)).toBe(link);
});

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  '/\\evil.example',
  'javascript:x@y.example',
  '1 rue du Port, 44000 Nantes',
  'acme.example',
  '',
])('%j leads nowhere', (address) => {
  expect(linkOf(address)).toBeUndefined();
});

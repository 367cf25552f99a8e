import fc from 'fast-check';
import { expect, test } from 'vitest';
import { negotiateLanguage, negotiateType } from './negotiate.ts';

const OFFERED = ['application/json', 'text/html', 'text/markdown'] as const;

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/html', 'text/html'],
  ['TEXT/HTML', 'text/html'],
  ['text/*', 'text/html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['text/markdown;q=0.9, text/html;q=0.8', 'text/markdown'],
  ['text/html;q=0.5, */*;q=0.1', 'text/html'],
  ['text/html;q=0, text/*', 'text/markdown'],
  ['*/*, application/json;q=0', 'text/html'],
  ['application/json;charset=utf-8', 'application/json'],
  ['text/html ; level=1 ; q=0.4, text/markdown;Q=0.5', 'text/markdown'],
  ['application/xml', undefined],
  ['image/*', undefined],
  ['application/json;q=0', undefined],
  ['nonsense', 'application/json'],
  [';;;,,,', 'application/json'],
  ['*/html', 'application/json'],
  ['text/html;q=2, text/markdown', 'text/markdown'],
  ['text/html;q=x, text/markdown', 'text/markdown'],
  [`${'x/y,'.repeat(10_000)}text/html`, undefined],
] as const)('%s asks for %s', (accept, type) => {
  expect(negotiateType(accept, OFFERED)).toBe(type);
});

test.each([
  [undefined, 'en'],
  ['fr', 'fr'],
  ['fr-CA', 'fr'],
  ['de, fr;q=0.5', 'fr'],
  ['en;q=0.5, fr;q=0.9', 'fr'],
  ['de', 'en'],
  ['*', 'en'],
  ['en;q=0, *', 'fr'],
  ['fr;q=0', 'en'],
  ['!!;q=1', 'en'],
] as const)('%s is content with %s', (header, language) => {
  expect(negotiateLanguage(header, ['en', 'fr'])).toBe(language);
});

test('no header makes it fail, and only what is offered is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      expect([undefined, ...OFFERED]).toContain(negotiateType(header, OFFERED));
      expect(['en', 'fr']).toContain(negotiateLanguage(header, ['en', 'fr']));
    }),
  );
});

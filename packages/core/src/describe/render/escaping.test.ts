import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import { definePolicy } from '../../declare/define-policy.ts';
import { notice } from '../notice/notice.ts';
import { escapeHtml } from './html.ts';
import { escapeMarkdown } from './markdown.ts';
import { noticeHtml, noticeMarkdown } from './notice-page.ts';

/** Text as an attacker, or a careless editor, might write it into a policy. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[
          '<script>alert(1)</script>',
          '</dd></dl>',
          '"><img src=x onerror=alert(1)>',
          "' onclick='x",
        ],
        ...[
          '&lt;',
          '&amp;#60;',
          '<!--',
          ']]>',
          '\u0000<',
          '\u202e',
          '\r\n\r\n# heading',
          '[x](javascript:y)',
        ],
        ...[
          '![x](y)',
          '`code`',
          '**bold**',
          '<https://evil.example>',
          '| a | b |',
          '\\',
          '1. one',
          '- item',
        ],
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''));

test.each(['en', 'fr'] as const)(
  'no text of a policy becomes markup in the %s page',
  (language) => {
    const skeleton = tagsOf(noticeHtml(givenNotice('plain', language)));
    fc.assert(
      fc.property(hostile, (text) => {
        const html = noticeHtml(givenNotice(text, language));
        expect(tagsOf(html)).toEqual(skeleton);
        expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>"]/);
      }),
      { numRuns: 300 },
    );
  },
);

test('no text of a policy becomes markup in Markdown', () => {
  const skeleton = shapeOf(noticeMarkdown(givenNotice('plain', 'en')));
  fc.assert(
    fc.property(hostile, (text) => {
      const markdown = noticeMarkdown(givenNotice(text, 'en'));
      expect(shapeOf(markdown)).toEqual(skeleton);
      expect(markdown.replace(/\]\(<[^<>\s]*>\)/g, '')).not.toMatch(/[<>]/);
      expect(markdown).not.toMatch(/&(?!(?:amp|lt|gt);)/);
    }),
    { numRuns: 300 },
  );
});

test('the control: without escaping, the same assertions fail', () => {
  const html = noticeHtml(givenNotice('plain', 'en'));
  const injected = html.replace('plain', '<script>alert(1)</script>');
  expect(tagsOf(injected)).not.toEqual(tagsOf(html));
  const markdown = noticeMarkdown(givenNotice('plain', 'en'));
  expect(shapeOf(markdown.replace('plain', '\n\n# heading'))).not.toEqual(shapeOf(markdown));
  expect(shapeOf(markdown.replace('plain', '**bold**'))).not.toEqual(shapeOf(markdown));
});

test('escaping keeps what is said', () => {
  expect(escapeHtml('Tom & "Jerry" <tj>')).toBe('Tom &amp; &quot;Jerry&quot; &lt;tj&gt;');
  expect(escapeMarkdown('a*b_c & <d> [e]')).toBe('a\\*b\\_c &amp; &lt;d&gt; \\[e\\]');
  expect(escapeHtml('two\nlines\u0000')).toBe('two lines ');
});

test('a contact of a dangerous scheme is text, never a link', () => {
  const document = givenNotice('plain', 'en', 'javascript:alert(document.domain)');
  expect(noticeHtml(document)).not.toMatch(/href="\s*javascript/i);
  expect(noticeMarkdown(document)).not.toMatch(/\]\(<\s*javascript/i);
  expect(noticeHtml(document)).toContain('javascript:alert(document.domain)');
});

test('the page is HTML that a strict content policy lets pass', () => {
  const html = noticeHtml(givenNotice('plain', 'fr'));
  expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/);
  expect(html).not.toMatch(/<(?:script|style|link|img|iframe|form)|\sstyle=|\son\w+=/i);
  expect(html.match(/<h1>/g)).toHaveLength(1);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const anchors = [...html.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)];
  expect(anchors.every(([, id]) => ids.includes(id))).toBe(true);
});

test('a text in the other language is marked as such', () => {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    purposes: { order: { describe: { fr: 'Livrer les commandes.' } } },
  });
  const document = notice(compileCatalogue({ policy, models: [] }), { language: 'en' });
  expect(noticeHtml(document)).toContain('<span lang="fr">Livrer les commandes.</span>');
  expect(noticeMarkdown(document)).toContain('Livrer les commandes. (text in French)');
});

/** The tags of a page in their order: its structure. */
function tagsOf(html: string): readonly string[] {
  return html.match(/<[^>]*>/g) ?? [];
}

/** What each line of a Markdown document begins with, and how many unescaped marks it has. */
function shapeOf(markdown: string): readonly string[] {
  return markdown.split('\n').map((line) => {
    const start = /^(?:#+ |\s*- |\d+[.)] |[-+=:>|])?/.exec(line)?.[0] ?? '';
    const marks = line.replace(/\\[\s\S]/g, '').match(/[`*_[\]|~#!]/g) ?? [];
    return `${start}${marks.join('')}`;
  });
}

function givenNotice(text: string, language: 'en' | 'fr', contact?: string) {
  const policy = definePolicy({
    version: text,
    effectiveFrom: '2026-01-01',
    updatedAt: text,
    jurisdiction: text,
    controller: { name: text, address: text, ...(contact !== undefined && { contact }) },
    supervisoryAuthority: { name: text, address: text },
    purposes: {
      order: {
        describe: text,
        legalBasis: 'legitimate_interests',
        legitimateInterest: text,
        legalReference: text,
        retention: { startEvent: text, duration: text, action: 'erase', appliesTo: text },
        automatedDecision: { logic: text, significance: text },
      },
    },
    recipients: {
      host: { name: text, category: text, role: 'processor', country: text, purposes: ['order'] },
      other: {
        category: text,
        role: 'authority',
        purposes: ['order'],
        transfer: { mechanism: 'eu-gdpr:A46-2-c', reference: text },
      },
    },
    dataSources: { partner: { kind: 'third-party', describe: text } },
    collectionPoints: { shop: { channel: 'web', describe: text } },
    cookies: { [text]: { category: 'functional', describe: text, duration: text, provider: text } },
    rights: [{ right: 'access', describe: text }],
    links: [{ name: text, url: 'https://network.example' }],
  });
  return notice(compileCatalogue({ policy, models: [] }), { language });
}

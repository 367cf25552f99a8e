import { clean } from './clean.ts';
import { linkOf } from './link.ts';
import type { Block, Fact, Line, Page, Run, Section } from './page.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A page as a whole HTML document: structure only, no script and no style, so that every content policy lets it pass. */
export function pageHtml(page: Page): string {
  const title = escapeHtml(page.title);
  return [
    '<!doctype html>',
    `<html lang="${page.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    contents(page),
    ...page.sections.map(section),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Text that cannot become markup, inside an element as inside an attribute. */
export function escapeHtml(text: string): string {
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function contents({ contents: heading, sections }: Page): string {
  const items = sections.map(
    ({ id, heading: name }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(name)}</a></li>`,
  );
  return [
    '<nav aria-labelledby="contents">',
    `<h2 id="contents">${escapeHtml(heading)}</h2>`,
    '<ul>',
    ...items,
    '</ul>',
    '</nav>',
  ].join('\n');
}

function section({ id, heading, blocks }: Section): string {
  const anchor = escapeHtml(id);
  return [
    `<section aria-labelledby="${anchor}">`,
    `<h2 id="${anchor}">${escapeHtml(heading)}</h2>`,
    ...blocks.map(block),
    '</section>',
  ].join('\n');
}

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `<h3>${line(content.text)}</h3>`;
    case 'paragraph':
      return `<p>${line(content.text)}</p>`;
    case 'list':
      return ['<ul>', ...content.items.map((item) => `<li>${line(item)}</li>`), '</ul>'].join('\n');
    case 'facts':
      return ['<dl>', ...content.facts.map(fact), '</dl>'].join('\n');
  }
}

function fact({ term, details }: Fact): string {
  const described = details.map((detail) => `<dd>${line(detail)}</dd>`);
  return [`<dt>${escapeHtml(term)}</dt>`, ...described].join('\n');
}

function line(runs: Line): string {
  return runs.map(run).join('');
}

function run({ text, language, href }: Run): string {
  const words = escapeHtml(text);
  const target = href === undefined ? undefined : linkOf(href);
  const linked = target === undefined ? words : `<a href="${escapeHtml(target)}">${words}</a>`;
  return language === undefined ? linked : `<span lang="${language}">${linked}</span>`;
}

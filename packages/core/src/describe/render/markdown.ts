import { clean } from './clean.ts';
import { linkOf } from './link.ts';
import type { Block, Fact, Line, Page, Run } from './page.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A page as CommonMark. */
export function pageMarkdown(page: Page): string {
  const parts = [
    `# ${escapeMarkdown(page.title)}`,
    ...page.sections.flatMap(({ heading, blocks }) => [
      `## ${escapeMarkdown(heading)}`,
      ...blocks.map((each) => block(each, page)),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Text that cannot become markup inside a line. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .trim()
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*_[\]|~#!]/g, '\\$&');
}

/** A line that starts no list and underlines no heading, whatever it begins with. */
function inert(line: string): string {
  return line.replace(/^\s*([-+=:])/, '\\$1').replace(/^\s*(\d+)([.)])/, '$1\\$2');
}

function block(content: Block, page: Page): string {
  switch (content.kind) {
    case 'heading':
      return `### ${line(content.text, page)}`;
    case 'paragraph':
      return line(content.text, page);
    case 'list':
      return content.items.map((item) => `- ${line(item, page)}`).join('\n');
    case 'facts':
      return content.facts.map((each) => fact(each, page)).join('\n');
  }
}

function fact({ term, details }: Fact, page: Page): string {
  const label = `- **${escapeMarkdown(term)}**${page.colon}`;
  const [only, ...others] = details.map((detail) => line(detail, page));
  if (only === undefined) return label;
  return others.length === 0
    ? `${label} ${only}`
    : [label, ...[only, ...others].map((detail) => `  - ${detail}`)].join('\n');
}

function line(runs: Line, page: Page): string {
  return inert(runs.map((each) => run(each, page)).join(''));
}

function run({ text, language, href }: Run, { onlyIn }: Page): string {
  const words = edges(text, escapeMarkdown(text));
  const target = href === undefined ? undefined : linkOf(href);
  const linked = target === undefined ? words : `[${words}](<${destination(target)}>)`;
  return language === undefined ? linked : `${linked} ${onlyIn[language]}`;
}

/** Keeps one space at either edge of a run: a line is made of several. */
function edges(text: string, escaped: string): string {
  return `${/^\s/.test(text) ? ' ' : ''}${escaped}${/\s$/.test(text) && escaped !== '' ? ' ' : ''}`;
}

function destination(target: string): string {
  return clean(target)
    .replaceAll('&', '&amp;')
    .replace(/[<>\\]/g, encodeURIComponent);
}

import { readFileSync } from 'node:fs';
import type { NoticeDocument } from '@lawful/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Application } from './application.ts';

/** T-NOTICE: the notice as it is served to anybody, held against its published schema. */
export async function noticeOf(
  site: Application,
  { language = 'en', version }: { readonly language?: string; readonly version?: string } = {},
): Promise<NoticeDocument> {
  const query = version === undefined ? '' : `?version=${encodeURIComponent(version)}`;
  const headers = { accept: 'application/json', 'accept-language': language };
  const answer = await site.ask('GET', `/privacy/notice${query}`, { headers });
  expect(answer.status, answer.text).toBe(200);
  expectSchema('notice', answer.json);
  // The schema has just said so.
  return answer.json as unknown as NoticeDocument;
}

/** One purpose of the notice. */
export async function noticePurpose(site: Application, purpose: string) {
  const { purposes } = await noticeOf(site);
  const found = purposes.find(({ id }) => id === purpose);
  if (found === undefined) throw new Error(`The notice does not name ${purpose}`);
  return found;
}

/** T-NOTICE: the served notice contains a literal, in JSON as a string value and on the HTML page. */
export async function expectNoticeSays(site: Application, literal: string): Promise<void> {
  expect(
    stringsIn(await noticeOf(site)).some((text) => text.includes(literal)),
    literal,
  ).toBe(true);
  const page = await site.ask('GET', '/privacy/notice', {
    headers: { accept: 'text/html', 'accept-language': 'en' },
  });
  expect(unescaped(page.text), literal).toContain(literal);
}

/** Holds a document against a schema that core publishes. */
export function expectSchema(name: 'notice' | 'export', document: unknown): void {
  const validate = validators[name];
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
}

function compiled(name: string) {
  const file = new URL(`../../../packages/core/schemas/${name}.schema.json`, import.meta.url);
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

const validators = { notice: compiled('notice'), export: compiled('export') } as const;

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

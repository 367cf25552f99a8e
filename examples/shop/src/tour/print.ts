import type { Answer, Request } from './exchange.ts';

const WIDTH = 96;
const MAX_LINES = 20;

/** A step of the tour as text: what it is about, the request, the answer. */
export function printStep(number: number, title: string, request: Request, answer: Answer): string {
  const { method, path, body } = request;
  const asked = body === undefined ? [] : [abridged(JSON.stringify(body))];
  return [
    '',
    `${number}. ${title}`,
    `   > ${method} ${path}${asked.map((text) => `  ${text}`).join('')}`,
    ...indented(`< ${answer.status}`, answerText(answer)),
    '',
  ].join('\n');
}

/** Lines under a heading, as they are. */
export function printLines(heading: string, lines: readonly string[]): string {
  return ['', heading, ...lines.map((line) => `   ${line}`), ''].join('\n');
}

function answerText({ body }: Answer): string {
  if (typeof body === 'string') return body;
  const compact = JSON.stringify(body);
  return compact.length <= WIDTH ? compact : JSON.stringify(body, null, 2);
}

function indented(mark: string, text: string): string[] {
  const lines = text.split('\n');
  const shown = lines.slice(0, MAX_LINES).map(abridged);
  if (lines.length > MAX_LINES) shown.push(`… ${lines.length - MAX_LINES} more lines`);
  return shown.map((line, index) => (index === 0 ? `   ${mark}  ${line}` : `          ${line}`));
}

function abridged(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}

import { type JudgedBound, Verdict } from './bounds.ts';
import type { Estimate } from './statistics.ts';
import type { NotRun, Row, TableResult } from './table.ts';

/** One table of results as Markdown, with its verdicts and whatever must not be overlooked. */
export function toMarkdown(table: TableResult): string {
  return [
    `### ${table.title}`,
    '',
    `${table.mode}; ${table.rounds} rounds.`,
    '',
    `| variant | | ${table.unit} (p20) | ratio | interval | added |`,
    '|---|---|---:|---:|---|---:|',
    ...table.rows.map(rowLine),
    '',
    ...noteLines(table.rows),
    ...table.notRun.map(notRunLine),
    ...(table.controlHolds ? [] : [controlLine(table.rows)]),
    ...table.bounds.map(boundLine),
  ].join('\n');
}

function rowLine({ name, role, cost, ratio, added }: Row): string {
  const cells = [
    name,
    role,
    `${number(cost.median)} (${number(cost.p20)})`,
    `${number(ratio.median)}x`,
    interval(ratio),
    number(added.median),
  ];
  return `| ${cells.join(' | ')} |`;
}

function noteLines(rows: readonly Row[]): string[] {
  return rows.flatMap(({ name, note }) => (note === undefined ? [] : [`- ${name}: ${note}`]));
}

/** A gap that nobody may overlook. */
export function notRunLine({ name, reason }: NotRun): string {
  return `- **!!! ${name}: NOT RUN (${reason})**`;
}

function controlLine(rows: readonly Row[]): string {
  const control = rows.find(({ role }) => role === 'A/A control');
  const seen = control ? interval(control.ratio) : 'missing';
  return `- **!!! the A/A control is off (${seen}): believe no difference of that size**`;
}

function boundLine({ variant, bound, of, added, verdict, ratio }: JudgedBound): string {
  const what = added ? ', counting what each adds' : '';
  const seen = ratio ? `${number(ratio.median)}x, ${interval(ratio)}` : 'one of them did not run';
  const mark = verdict === Verdict.Holds ? '' : '**';
  return `- bound: ${variant} ≤ ${number(bound)}x of ${of}${what}: ${mark}${verdict}${mark} (${seen})`;
}

function interval({ low, high }: Estimate): string {
  return `${number(low)}–${number(high)}`;
}

/** Three significant digits, and never an exponent. */
export function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.1 || size === 0) return value.toFixed(2);
  return String(Number(value.toPrecision(2)));
}

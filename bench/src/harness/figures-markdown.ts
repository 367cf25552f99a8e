import { Verdict } from './bounds.ts';
import type { Figures, FigureTable, JudgedLimit } from './figures.ts';
import { notRunLine, number } from './markdown.ts';

/** A table of figures as Markdown, with its verdicts. */
export function figuresToMarkdown(table: FigureTable): string {
  return [
    `### ${table.title}`,
    '',
    `${table.mode}.`,
    '',
    `| | | ${table.columns.join(' | ')} |`,
    `|---|---|${table.columns.map(() => '---:|').join('')}`,
    ...table.figures.map(rowLine),
    '',
    ...table.figures.flatMap(({ name, note }) =>
      note === undefined ? [] : [`- ${name}: ${note}`],
    ),
    ...table.notRun.map(notRunLine),
    ...table.limits.map(limitLine),
  ].join('\n');
}

function rowLine({ name, role, values }: Figures): string {
  const cells = values.map((value) => (value === null ? '–' : number(value)));
  return `| ${[name, role, ...cells].join(' | ')} |`;
}

function limitLine({ what, limit, unit, measured, verdict }: JudgedLimit): string {
  const mark = verdict === Verdict.Holds ? '' : '**';
  return `- limit: ${what} ≤ ${number(limit)} ${unit}: ${mark}${verdict}${mark} (${seen(measured)})`;
}

function seen(measured: JudgedLimit['measured']): string {
  if (measured === undefined) return 'it did not run';
  const { value, low, high } = measured;
  return low === high ? number(value) : `${number(value)}, ${number(low)}–${number(high)}`;
}

import type { ExportFormat } from './format.ts';
import type { JsonValue } from './record-values.ts';

/** The model under which the description of an export stands in its table. */
const DESCRIPTION_MODEL = '$export';

/**
 * One table `model,id,field,value` (RFC 4180), one row per value. The description comes first under the model `$export`;
 * its last row, `complete`, ends the table. A list or record inside a field has a path, `addresses/0/city`, escaped
 * like a JSON Pointer. An empty list or record stands as `[]` or `{}`; nothing (null) as an empty value.
 */
export const csvExport: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  async *write({ description, records }) {
    yield row('model', 'id', 'field', 'value');
    // A description is JSON already: what is written of it in the other formats.
    yield rows(DESCRIPTION_MODEL, '', JSON.parse(JSON.stringify(description)));
    let count = 0;
    for await (const { model, id, values } of records) {
      yield rows(model, id, values);
      count++;
    }
    yield row(DESCRIPTION_MODEL, '', 'count', String(count));
    yield row(DESCRIPTION_MODEL, '', 'complete', 'true');
  },
};

/** One cell for each value that holds no other: its path and what stands in it. */
export function leavesOf(
  value: JsonValue,
  path?: string,
): readonly (readonly [path: string, text: string])[] {
  const at = path ?? '';
  if (typeof value !== 'object') return [[at, String(value)]];
  if (value === null) return [[at, '']];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[at, Array.isArray(value) ? '[]' : '{}']];
  return entries.flatMap(([key, item]) => {
    const part = key.replaceAll('~', '~0').replaceAll('/', '~1');
    return leavesOf(item, path === undefined ? part : `${path}/${part}`);
  });
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it, and so does one that already looks like
 * that, so that taking one apostrophe away before `'…=`, `+`, `-`, `@`, a tab or a line break always gives the original.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Also full-width signs, which some spreadsheets read as the plain ones. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Numbers are no formulas: the sign of a negative one is left alone. */
const NUMBER = /^-\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function rows(model: string, id: string, values: { readonly [key: string]: JsonValue }): string {
  return Object.keys(values).length === 0
    ? ''
    : leavesOf(values)
        .map(([field, value]) => row(model, id, field, value))
        .join('');
}

function row(...cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = NUMBER.test(text) ? text : guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

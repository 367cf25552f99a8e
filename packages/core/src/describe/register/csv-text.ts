/** What makes a spreadsheet take a cell for a formula, in its plain and in its full-width form. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Between several values of one cell: neither a comma nor a semicolon, which some spreadsheets split at. */
const BETWEEN = ' | ';

/** Rows of cells of values as CSV (RFC 4180): every cell quoted, quotes doubled, lines ended by CRLF. */
export function csv(rows: readonly (readonly (readonly (string | undefined)[])[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(values: readonly (string | undefined)[]): string {
  const text = values
    .filter((each) => each !== undefined)
    .map(guarded)
    .join(BETWEEN);
  return `"${text.replaceAll('"', '""')}"`;
}

/** With an apostrophe a formula is text. */
function guarded(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvExport, guarded, leavesOf } from './csv.ts';
import type { ExportDescription } from './description.ts';
import type { JsonValue } from './record-values.ts';
import type { ExportedRecord } from './records.ts';

test('an export is one table: the description, a row for each value, and at the end that nothing is missing', async () => {
  const values = {
    email: 'ada@customers.example',
    age: 36,
    gone: null,
    addresses: [{ city: 'Rennes' }, { city: 'Brest, "le port"' }],
    tags: [],
  };
  const text = await written([{ model: 'Customer', id: 'c-1', values }], { processed: true });
  expect(text.split('\r\n')).toEqual([
    'model,id,field,value',
    '$export,,processed,true',
    'Customer,c-1,email,ada@customers.example',
    'Customer,c-1,age,36',
    'Customer,c-1,gone,',
    'Customer,c-1,addresses/0/city,Rennes',
    'Customer,c-1,addresses/1/city,"Brest, ""le port"""',
    'Customer,c-1,tags,[]',
    '$export,,count,1',
    '$export,,complete,true',
    '',
  ]);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+33 2 99 00 00 00', "'+33 2 99 00 00 00"],
  ['-2', '-2'],
  ['-1.5e-3', '-1.5e-3'],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ["'=1", "''=1"],
  ["'quoted'", "'quoted'"],
  ['plain', 'plain'],
])('no cell is a formula: %o is written as %o', async (held, cell) => {
  const [, , row] = rowsOf(await written([{ model: 'M', id: '1', values: { it: held } }]));
  expect(row?.[3]).toBe(cell);
});

test('the ids and keys of an application are guarded as well', async () => {
  const rows = rowsOf(await written([{ model: 'M', id: '=cmd', values: { '@key/x~': 1 } }]));
  expect(rows[2]).toEqual(['M', "'=cmd", "'@key~1x~0", '1']);
});

test('whatever text is held, an independent reader gets it back, and no cell begins a formula', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (texts) => {
      const record = { model: 'M', id: '1', values: { texts } };
      const rows = rowsOf(await written([record])).slice(2, -2);
      const cells = rows.map((row) => row[3] ?? '');
      expect(texts.length === 0 ? [] : cells.map(unguarded)).toEqual(texts);
      expect(
        cells.filter((cell) => /^[=+@\t\r]|^-(?!\d+(\.\d+)?(e[+-]?\d+)?$)/i.test(cell)),
      ).toEqual([]);
    }),
  );
});

test('every value has a path of its own', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ maxLength: 2 }), fc.jsonValue({ maxDepth: 3 })),
      (values) => {
        // fast-check makes JSON values, which is what records hold.
        const paths = leavesOf(values as JsonValue).map(([path]) => path);
        expect(new Set(paths).size).toBe(paths.length);
      },
    ),
  );
});

test('the control: without the guard a formula would stand there', () => {
  expect(guarded('=1+1')).not.toBe('=1+1');
});

/** RFC 4180 by hand, character by character: nothing of the writer is used. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const [char = '', next = ''] = [text[at], text[at + 1]];
    if (quoted && char === '"' && next === '"') {
      cell += '"';
      at++;
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && char === ',') {
      row.push(cell);
      cell = '';
    } else if (!quoted && char === '\r' && next === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at++;
    } else cell += char;
  }
  expect([cell, row, quoted]).toEqual(['', [], false]);
  return rows;
}

function unguarded(cell: string): string {
  return /^''*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

async function written(
  all: readonly ExportedRecord[],
  description: Partial<ExportDescription> = { processed: true },
): Promise<string> {
  async function* records() {
    yield* all;
  }
  let text = '';
  // The writer takes any description; a whole one is tried in open-export.test.ts.
  const content = { description: description as ExportDescription, records: records() };
  for await (const piece of csvExport.write(content)) text += piece;
  return text;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../catalogue/compile-catalogue.ts';
import type { PolicyInput } from '../../declare/policy-input.ts';
import { REGISTER_COLUMNS, registerCsv } from './csv.ts';
import { csv } from './csv-text.ts';
import { register } from './register.ts';

test('the register is one row per activity under headings of its language', () => {
  const rows = parse(registerCsv(givenRegister('en')));
  expect(rows).toHaveLength(1 + 2);
  expect(rows.every((row) => row.length === REGISTER_COLUMNS.length)).toBe(true);
  const [headings, order, hosting] = rows;
  expect(headings?.at(0)).toBe('Section');
  expect(order?.slice(0, 2)).toEqual(['As controller (Art. 30(1))', 'Acme, Nantes']);
  expect(hosting?.slice(0, 2)).toEqual(['As processor (Art. 30(2))', 'Clinic']);
  expect(cell(rows, 1, 'purpose')).toBe('order | Customer Order Management');
  expect(cell(rows, 1, 'timeLimits')).toMatch(/^Kept for 3 years/);
  expect(cell(rows, 1, 'categories')).toBe('Name (pd:Name) | Email Address (pd:EmailAddress)');
  expect(cell(rows, 2, 'contractReference')).toBe("'=HYPERLINK(1)");
  expect(parse(registerCsv(givenRegister('fr')))[0]?.at(1)).toBe('Responsable du traitement');
});

test('any text survives: an RFC 4180 reader gets back what was written', () => {
  const harmless = fc
    .string({ unit: 'binary' })
    .filter((text) => !/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(harmless, harmless), { minLength: 1 }), (rows) => {
      expect(parse(csv(rows.map((row) => row.map((text) => [text]))))).toEqual(rows);
    }),
  );
});

test.each(['=1+1', '+33 2', '-1', '@sum', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '=cmd|x'])(
  'a cell %j is no formula',
  (text) => {
    expect(parse(csv([[[text]], [['harmless', text]]]))).toEqual([
      [`'${text}`],
      [`harmless | '${text}`],
    ]);
  },
);

test('lines end with CRLF, quotes are doubled', () => {
  expect(
    csv([
      [['a'], ['b "c"', undefined, 'd']],
      [[], ['e,f']],
    ]),
  ).toBe('"a","b ""c"" | d"\r\n"","e,f"\r\n');
});

test('the control: the strict reader refuses what RFC 4180 forbids', () => {
  expect(() => parse('"a"b\r\n')).toThrow();
  expect(() => parse('"a"\n')).toThrow();
  expect(() => parse('"a')).toThrow();
});

/** A strict reader of RFC 4180 where every cell is quoted. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /"((?:[^"]|"")*)"(,|\r\n)/gy;
  while (cells.lastIndex < text.length) {
    const at = cells.lastIndex;
    const [, quoted = '', end] = cells.exec(text) ?? [];
    if (end === undefined) throw new Error(`not RFC 4180 at ${at}`);
    row.push(quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function cell(
  rows: readonly (readonly string[])[],
  at: number,
  column: (typeof REGISTER_COLUMNS)[number],
): string | undefined {
  return rows[at]?.[REGISTER_COLUMNS.indexOf(column)];
}

function givenRegister(language: 'en' | 'fr') {
  const policy: PolicyInput = {
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme', address: 'Nantes' },
    purposes: {
      order: {
        is: 'dpv:CustomerOrderManagement',
        legalBasis: 'contract',
        categories: ['pd:Name', 'pd:EmailAddress'],
        retention: { startEvent: 'contract.end', duration: 'P3Y', action: 'erase' },
      },
      hosting: { role: 'processor' },
    },
    tenants: {
      clinic: {
        controller: { name: 'Clinic' },
        contractReference: '=HYPERLINK(1)',
        instructedPurposes: ['hosting'],
      },
    },
  };
  return register(compileCatalogue({ policy, models: [] }), { language });
}

import { compileCatalogue, definePolicy, register, registerCsv } from '@lawful/core';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';

test('an independent CSV reader finds every activity of the register in its row', () => {
  const rows = read(registerCsv(register(givenCatalogue())));
  expect(rows.map((row) => [row.Section, row.Purpose])).toEqual([
    ['As controller (Art. 30(1))', 'order'],
    ['As processor (Art. 30(2))', 'hosting'],
  ]);
});

test('it reads back separators, quotes and line breaks, and no cell is a formula', () => {
  const [order, hosting] = read(registerCsv(register(givenCatalogue())));
  expect(order?.Description).toBe('One, "two"; three\r\nfour');
  expect(hosting?.Contract).toBe('\'=HYPERLINK("https://evil.example")');
  expect(hosting?.Controller).toBe('Clinic');
});

function read(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true, record_delimiter: '\r\n', relax_column_count: false });
}

function givenCatalogue() {
  const policy = definePolicy({
    version: '1',
    effectiveFrom: '2026-01-01',
    controller: { name: 'Acme' },
    purposes: {
      order: { legalBasis: 'contract', describe: 'One, "two"; three\r\nfour' },
      hosting: { role: 'processor' },
    },
    tenants: {
      clinic: {
        controller: { name: 'Clinic' },
        contractReference: '=HYPERLINK("https://evil.example")',
        instructedPurposes: ['hosting'],
      },
    },
  });
  return compileCatalogue({ policy, models: [] });
}

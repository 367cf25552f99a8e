import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportDescription } from './description.ts';
import type { ExportFormat } from './format.ts';
import { jsonExport, jsonLdExport } from './json.ts';
import { ndjsonExport } from './ndjson.ts';
import type { ExportedRecord } from './records.ts';

const record = fc.record({
  model: fc.string(),
  id: fc.string(),
  values: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
});

test('whatever is held, JSON gives it back, and says at its end that nothing is missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record), async (records) => {
      const document = JSON.parse(await written(jsonExport, records));
      expect(document.data).toEqual(JSON.parse(JSON.stringify(records)));
      expect(Object.keys(document).slice(-3)).toEqual(['data', 'count', 'complete']);
    }),
  );
});

test('every line of NDJSON is one JSON document, the last one the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record), async (records) => {
      const lines = (await written(ndjsonExport, records)).split('\n');
      expect(lines.pop()).toBe('');
      const [description, ...rest] = lines.map((line) => JSON.parse(line));
      expect(description).toEqual({ processed: true });
      expect(rest.pop()).toEqual({ complete: true, count: records.length });
      expect(rest).toEqual(JSON.parse(JSON.stringify(records)));
    }),
  );
});

test('JSON-LD is the same document with a context first', async () => {
  const { '@context': context, ...rest } = JSON.parse(await written(jsonLdExport, []));
  expect(context).toMatchObject({
    dpv: 'https://w3id.org/dpv#',
    data: { '@id': 'dpv:hasData', '@type': '@json' },
  });
  expect(rest).toEqual(JSON.parse(await written(jsonExport, [])));
});

async function written(format: ExportFormat, all: readonly object[]): Promise<string> {
  async function* records() {
    // fast-check makes JSON values, which is what records hold.
    yield* all as readonly ExportedRecord[];
  }
  let text = '';
  const description = { processed: true } as ExportDescription;
  for await (const piece of format.write({ description, records: records() })) text += piece;
  return text;
}

import type { ExportFormat } from './format.ts';

/**
 * Newline-delimited JSON: the description on the first line, one record on each following line, and on the last one
 * `{"complete":true,"count":…}`. A copy without it was cut off.
 */
export const ndjsonExport: ExportFormat = {
  mediaType: 'application/x-ndjson',
  extension: 'ndjson',
  async *write({ description, records }) {
    yield `${JSON.stringify(description)}\n`;
    let count = 0;
    for await (const record of records) {
      yield `${JSON.stringify(record)}\n`;
      count++;
    }
    yield `${JSON.stringify({ complete: true, count })}\n`;
  },
};

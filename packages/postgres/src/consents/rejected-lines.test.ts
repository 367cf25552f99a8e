import { expect, test } from 'vitest';
import { asyncOf, consent, imported } from '../../fixtures/consents.ts';

test.each([
  ['no JSON', '{"subject":', 'json-malformed', undefined],
  ['a list', '[]', 'line-invalid', undefined],
  ['no subject', consent({ subject: undefined }), 'line-invalid', '/subject'],
  ['an empty subject', consent({ subject: '' }), 'subject-id-invalid', undefined],
  ['a subject with NUL', consent({ subject: 'an\0na' }), 'subject-id-invalid', undefined],
  ['a subject of 64 KB', consent({ subject: 'a'.repeat(65_536) }), 'subject-id-invalid', undefined],
  ['a number as subject', consent({ subject: 7 }), 'line-invalid', '/subject'],
  ['an unknown status', consent({ status: 'yes' }), 'line-invalid', '/status'],
  ['no evidence', consent({ noticeVersion: undefined }), 'line-invalid', '/noticeVersion'],
  ['blank evidence', consent({ indication: ' ' }), 'line-invalid', '/indication'],
  ['an unknown member', consent({ 'anna@example.org': 1 }), 'line-invalid', ''],
  ['recipient and channel', consent({ recipient: 'm', channel: 'sms' }), 'line-invalid', ''],
  ['a time without offset', consent({ at: '2025-03-01T10:00:00' }), 'instant-malformed', '/at'],
  ['30 February', consent({ at: '2025-02-30T10:00:00Z' }), 'instant-malformed', '/at'],
  ['tomorrow', consent({ at: '2026-11-23T09:00:00Z' }), 'at-in-future', '/at'],
  [
    'an end before its beginning',
    consent({ expiresAt: '2025-03-01T10:00:00Z' }),
    'expires-before-given',
    '/expiresAt',
  ],
  [
    'a box that was ticked beforehand',
    consent({ indication: 'preticked' }),
    'consent-not-valid',
    '/indication',
  ],
  ['an unknown purpose', consent({ purpose: 'profiling' }), 'purpose-unknown', '/purpose'],
  ['NUL in the evidence', consent({ indication: 'a\0b' }), 'event-not-storable', undefined],
  ['an id that is no UUID', consent({ id: '1' }), 'line-invalid', '/id'],
  ['a format of the future', header({ format: 2 }), 'format-unknown', '/format'],
])('turns away %s, and takes its neighbours', async (_what, bad, reason, pointer) => {
  const purposes = new Set(['news']);
  const lines = [consent({ subject: 'first' }), bad, consent({ subject: 'last' })];
  const { imported: count, rejected } = await imported(lines, { purposes });
  expect(rejected).toEqual([
    { line: 2, reason, ...(pointer === undefined ? {} : { pointer }), text: bad },
  ]);
  expect(count).toBe(2);
});

test('a byte order mark, CRLF, empty lines and a missing last line feed are no matter', async () => {
  const text = `\uFEFF${consent()}\r\n\r\n   \n${consent({ subject: 'ben' })}\r\nx\r\n${consent({ subject: 'cleo' })}`;
  const report = await imported(bytes(text, 7));
  expect(report).toMatchObject({ imported: 3, lines: 6 });
  expect(report.rejected).toMatchObject([{ line: 5, reason: 'json-malformed', text: 'x' }]);
});

test('a line of 10 MB and bytes that are no UTF-8 are told and not held', async () => {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${consent()}\n"`);
    for (let index = 0; index < 160; index++) yield Buffer.alloc(65_536, 0x61);
    yield Buffer.from('"\n');
    yield Buffer.concat([Buffer.from('"'), Buffer.from([0xc3, 0x28]), Buffer.from('"\n')]);
    yield Buffer.from(consent({ subject: 'ben' }));
  }
  expect(await imported(source())).toMatchObject({
    imported: 2,
    rejected: [
      { line: 2, reason: 'line-too-long' },
      { line: 3, reason: 'utf-8-invalid' },
    ],
  });
});

function* chunks(text: string, size: number): Generator<Uint8Array> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

function bytes(text: string, size: number): AsyncIterable<Uint8Array> {
  return asyncOf(chunks(text, size));
}

function header(members: object): string {
  return JSON.stringify({
    lawful: 'consents',
    format: 1,
    exportedAt: '2026-01-01T00:00:00Z',
    ...members,
  });
}

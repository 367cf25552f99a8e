import { expect, test } from 'vitest';
import {
  append,
  consent,
  historyOf,
  imported,
  pglite,
  stateOf,
  withdrawn,
} from '../../fixtures/consents.ts';
import { verifyStates } from '../verify/verify.ts';

test('a consent of another system stands with its evidence, and twice it is one', async () => {
  const report = await imported([consent()]);
  expect(report).toMatchObject({ imported: 1, rejected: [], integrity: 'plain', lines: 1 });
  const state = await stateOf('anna');
  expect(state?.consents).toMatchObject([
    { purpose: 'news', status: 'dpv:ConsentGiven', since: '2025-03-01T10:00:00.000Z' },
  ]);
  const [event] = await historyOf('anna');
  expect(event).toMatchObject({
    evidence: { noticeVersion: '3', language: 'fr', indication: 'box', textHash: '' },
    actor: 'data-subject',
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8/),
  });
  expect(await imported([consent(), consent()])).toMatchObject({ imported: 0, unchanged: 2 });
  expect((await historyOf('anna')).length).toBe(1);
  expect((await verifyStates(pglite)).disagreements).toBe(0);
});

test('the order of the file counts, and a withdrawal ends what was given', async () => {
  const lines = [
    consent({ at: '2025-03-01T10:00:00Z' }),
    consent({ status: 'withdrawn', at: '2025-04-01T10:00:00+02:00' }),
    consent({ status: 'refused', purpose: 'sms', channel: 'sms' }),
  ];
  expect(await imported(lines)).toMatchObject({ imported: 3 });
  const state = await stateOf('anna');
  expect(state?.consents).toMatchObject([
    { purpose: 'news', status: 'dpv:ConsentWithdrawn', since: '2025-04-01T08:00:00.000Z' },
    { purpose: 'sms', status: 'dpv:ConsentRefused', channel: 'sms' },
  ]);
  expect((await verifyStates(pglite)).disagreements).toBe(0);
});

test('an import never revives a consent that was withdrawn since', async () => {
  await append('anna', [withdrawn('2025-06-01T00:00:00.000Z')]);
  const { rejected } = await imported([
    consent(),
    consent({ recipient: 'mailer' }),
    consent({ at: '2025-06-01T00:00:00Z' }),
    consent({ at: '2025-06-01T00:00:00.001Z', purpose: 'other' }),
  ]);
  expect(rejected).toMatchObject([
    { line: 1, reason: 'older-than-stored' },
    { line: 2, reason: 'older-than-stored' },
    { line: 3, reason: 'older-than-stored' },
  ]);
  expect((await stateOf('anna'))?.consents).toMatchObject([
    { purpose: 'news', status: 'dpv:ConsentWithdrawn' },
    { purpose: 'other', status: 'dpv:ConsentGiven' },
  ]);
});

test('a second withdrawal counts as well: what lies between the two is not revived', async () => {
  await append('anna', [
    withdrawn('2025-01-01T00:00:00.000Z'),
    withdrawn('2025-06-01T00:00:00.000Z'),
  ]);
  expect(await imported([consent()])).toMatchObject({
    imported: 0,
    rejected: [{ reason: 'older-than-stored' }],
  });
});

test('of two lines at one instant only the one that takes away may come second', async () => {
  const given = consent();
  const gone = consent({ status: 'withdrawn' });
  expect(await imported([given, gone])).toMatchObject({ imported: 2 });
  const other = [consent({ subject: 'ben', status: 'withdrawn' }), consent({ subject: 'ben' })];
  expect(await imported(other)).toMatchObject({
    imported: 1,
    rejected: [{ line: 2, reason: 'older-than-stored' }],
  });
});

test('what is newer than the stored withdrawal is a new consent', async () => {
  await append('anna', [withdrawn('2025-01-01T00:00:00.000Z')]);
  expect(await imported([consent()])).toMatchObject({ imported: 1, rejected: [] });
  expect((await verifyStates(pglite)).disagreements).toBe(0);
});

test('an id that says something else than before is turned away', async () => {
  const id = '0B0B0B0B-0000-4000-8000-000000000001';
  expect(await imported([consent({ id })])).toMatchObject({ imported: 1 });
  expect((await historyOf('anna'))[0]?.id).toBe(id.toLowerCase());
  expect(await imported([consent({ id }), consent({ id, explicit: true })])).toMatchObject({
    unchanged: 1,
    rejected: [{ line: 2, reason: 'id-taken' }],
  });
});

test('an import that was stopped goes on behind what it committed', async () => {
  const lines = Array.from({ length: 4_500 }, (_, at) => consent({ subject: `s${at}` }));
  lines[10] = 'x';
  const stopped = imported(lines, { source: 'file', onProgress: () => fail() });
  await expect(stopped).rejects.toThrow('stopped');
  const starts: number[] = [];
  const report = await imported(lines, {
    source: 'file',
    onStart: ({ lines: done }) => void starts.push(done),
  });
  expect(starts).toEqual([1_000]);
  expect(report).toMatchObject({ imported: 4_499, unchanged: 0, lines: 4_500, finished: true });
  expect(report.rejected).toEqual([]);
  expect(await imported(lines, { source: 'file' })).toMatchObject({
    imported: 4_499,
    unchanged: 0,
  });
  const again = await imported(lines, { source: 'file', restart: true });
  expect(again).toMatchObject({ imported: 0, unchanged: 4_499 });
});

test('destinations of the outbox hear of what is imported, unless told not to', async () => {
  await pglite.exec(
    `insert into lawful.destination (name, tenant, topics) values ('crm', null, '{consent.withdrawn}')`,
  );
  await imported([consent(), consent({ status: 'withdrawn', at: '2025-04-01T00:00:00Z' })]);
  await imported([consent({ subject: 'ben', status: 'withdrawn' })], { tell: false });
  const { rows } = await pglite.query('select topic, seq from lawful.outbox');
  expect(rows).toEqual([{ topic: 'consent.withdrawn', seq: 2 }]);
});

function fail(): void {
  throw new Error('stopped');
}

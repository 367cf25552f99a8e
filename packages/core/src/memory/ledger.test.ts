import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';
import type { LedgerEntry } from '../ports.ts';
import type { AuditRecord } from '../record/audit-record.ts';
import { describeLedger } from '../testing/index.ts';
import { MEMORY_LEDGER_CAPACITY, memoryLedger } from './ledger.ts';

describeLedger({ test, expect }, () => memoryLedger());
describeLedger({ test: (name, run) => test(`${name} (a ring that just fits)`, run), expect }, () =>
  memoryLedger({ capacity: 2_500 }),
);

test('the ledger in memory says that it forgets, and accepts at once', () => {
  const ledger = memoryLedger();
  expect(ledger.volatile).toBe(true);
  expect(ledger.append(given(0))).toBe(0);
});

test('the ledger in memory keeps the last records only, and the indices show the gap', async () => {
  const ledger = memoryLedger({ capacity: 3 });
  for (let count = 0; count < 8; count++) ledger.append(given(count));
  expect(ledger.dropped).toBe(5);
  expect(await indicesOf(ledger.read())).toEqual([5, 6, 7]);
  expect(await indicesOf(ledger.read(2))).toEqual([5, 6, 7]);
  expect(await indicesOf(ledger.read(7))).toEqual([7]);
});

test('what was read or relayed stays as it was, however many records are kept after it', async () => {
  const ledger = memoryLedger({ capacity: 300 });
  const relayed: LedgerEntry[] = [];
  ledger.subscribe((entry) => relayed.push(entry));
  for (let count = 0; count < 300; count++) ledger.append(given(count));
  const read: LedgerEntry[] = [];
  for await (const entry of ledger.read()) read.push(entry);
  for (let count = 300; count < 1_200; count++) ledger.append(given(count));
  await vi.waitFor(() => expect(relayed).toHaveLength(1_200));
  const idsOf = (entries: LedgerEntry[]) => entries.map(({ record }) => record.id);
  const ids = Array.from({ length: 1_200 }, (_, count) => `record-${count}`);
  expect(idsOf(read)).toEqual(ids.slice(0, 300));
  expect(idsOf(relayed)).toEqual(ids);
});

test('a record reads the same while it is new and when many came after it', async () => {
  const ledger = memoryLedger({ capacity: 500 });
  const records = Array.from({ length: 1_500 }, (_, count) => given(count));
  for (const [newest, record] of records.entries()) {
    ledger.append(record);
    for (const age of [0, 1, 30, 31, 32, 33, 63, 64, 499]) {
      const index = newest - age;
      if (index < 0) continue;
      const { value } = await ledger.read(index)[Symbol.asyncIterator]().next();
      expect(value).toEqual({ index, record: records[index] });
    }
  }
});

test('its memory is bounded unless told otherwise', () => {
  expect(MEMORY_LEDGER_CAPACITY).toBe(10_000);
  expect(() => memoryLedger({ capacity: 0 })).toThrow(RangeError);
  expect(() => memoryLedger({ capacity: Number.POSITIVE_INFINITY })).toThrow(RangeError);
});

test('a relay misses nothing even when appending outruns it by more than the ledger holds', async () => {
  const ledger = memoryLedger({ capacity: 10 });
  const heard: string[] = [];
  ledger.subscribe(({ record }) => heard.push(record.id));
  for (let count = 0; count < 1_000; count++) ledger.append(given(count));
  await vi.waitFor(() => expect(heard).toHaveLength(1_000));
  expect(heard).toEqual(Array.from({ length: 1_000 }, (_, count) => `record-${count}`));
});

test('a relay is never called while a record is being accepted', () => {
  const ledger = memoryLedger();
  let calls = 0;
  ledger.subscribe(() => {
    calls++;
  });
  ledger.append(given(0));
  expect(calls).toBe(0);
});

test('a relay is not called in the context of the request that appended', async () => {
  const request = new AsyncLocalStorage<string>();
  const ledger = memoryLedger();
  const contexts: unknown[] = [];
  ledger.subscribe(() => contexts.push(request.getStore()));
  request.run('request of anna', () => ledger.append(given(0)));
  await vi.waitFor(() => expect(contexts).toEqual([undefined]));
  request.run('request of bert', () => ledger.append(given(1)));
  await vi.waitFor(() => expect(contexts).toEqual([undefined, undefined]));
});

test('nor does a burst of requests call a relay in their context', async () => {
  const request = new AsyncLocalStorage<string>();
  const ledger = memoryLedger();
  const contexts: unknown[] = [];
  ledger.subscribe(() => contexts.push(request.getStore()));
  request.run('requests of many', () => {
    for (let count = 0; count < 2_000; count++) ledger.append(given(count));
  });
  await vi.waitFor(() => expect(contexts).toHaveLength(2_000));
  expect(new Set(contexts)).toEqual(new Set([undefined]));
});

test('stopping a relay hands over what was accepted before, so that a shutdown loses nothing', () => {
  const ledger = memoryLedger();
  const heard: number[] = [];
  const stop = ledger.subscribe((entry) => heard.push(entry.index));
  ledger.append(given(0));
  ledger.append(given(1));
  stop();
  ledger.append(given(2));
  expect(heard).toEqual([0, 1]);
});

test('a relay that fails is warned of once, without its own words', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  try {
    const ledger = memoryLedger();
    ledger.subscribe(() => {
      throw new Error('anna@example.test');
    });
    ledger.subscribe(async () => {
      throw new Error('anna@example.test');
    });
    for (let count = 0; count < 3; count++) ledger.append(given(count));
    await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(2));
    await new Promise((resume) => setTimeout(resume, 20));
    expect(warned).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(warned.mock.calls)).not.toContain('anna');
  } finally {
    warned.mockRestore();
  }
});

function given(count: number): AuditRecord {
  return {
    id: `record-${count}`,
    at: '2026-11-22T09:00:00.000Z',
    kind: 'decision',
    unit: 'unit',
    outcome: 'allow',
    reason: 'contract',
    policyVersion: '1',
  };
}

async function indicesOf(entries: AsyncIterable<LedgerEntry>): Promise<number[]> {
  const indices: number[] = [];
  for await (const entry of entries) indices.push(entry.index);
  return indices;
}

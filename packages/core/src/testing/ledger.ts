import type { Awaitable, Ledger, LedgerEntry } from '../ports.ts';
import { auditRecord, fullRecord } from './audit-records.ts';
import type { TestApi } from './test-api.ts';
import { within } from './within.ts';

/** How the contract of a ledger is tested. */
export interface LedgerContractOptions {
  /** Milliseconds that relays are given to hear of a record. */
  readonly patience?: number;
}

/**
 * The contract of a {@link Ledger}: one test for each promise of the port.
 *
 * @param create makes an empty ledger for each test; it must hold at least 2,500 records.
 * @example
 * describeLedger({ test, expect }, () => memoryLedger());
 */
export function describeLedger(
  api: TestApi,
  create: () => Awaitable<Ledger>,
  { patience = 5_000 }: LedgerContractOptions = {},
): void {
  const { expect } = api;
  const eventually = (holds: () => boolean) => within(patience, holds);
  const test = (name: string, run: (ledger: Ledger) => Promise<void>): void => {
    api.test(`ledger: ${name}`, async () => run(await create()));
  };

  test('indices are dense, from 0', async (ledger) => {
    const indices: number[] = [];
    for (let count = 0; count < 5; count++) indices.push(await ledger.append(auditRecord()));
    expect(indices).toEqual([0, 1, 2, 3, 4]);
  });

  test('records that arrive at the same time have an index each', async (ledger) => {
    const records = Array.from({ length: 50 }, auditRecord);
    const indices = await Promise.all(records.map((record) => ledger.append(record)));
    expect([...indices].sort((a, b) => a - b)).toEqual(records.map((_, index) => index));
    const entries = await all(ledger.read());
    expect(indices.map((index) => entries[index]?.record.id)).toEqual(records.map((it) => it.id));
  });

  test('what was accepted is read back unchanged and in order', async (ledger) => {
    const records = [auditRecord(), { ...auditRecord(), outcome: 'deny' as const, dropped: 3 }];
    for (const record of records) await ledger.append(record);
    expect(await all(ledger.read())).toEqual(records.map((record, index) => ({ index, record })));
  });

  test('all that a record can say is still said when thousands came after it, and no record says what another did', async (ledger) => {
    const [first, second] = [fullRecord(), auditRecord()];
    await ledger.append(first);
    await ledger.append(second);
    for (let count = 2; count < 2_500; count++) await ledger.append(fullRecord());
    const read = await all(ledger.read());
    expect(read.slice(0, 2).map(({ record }) => record)).toEqual([first, second]);
  });

  test('reading begins where it is told to', async (ledger) => {
    for (let count = 0; count < 5; count++) await ledger.append(auditRecord());
    expect((await all(ledger.read(3))).map((it) => it.index)).toEqual([3, 4]);
    expect(await all(ledger.read(5))).toEqual([]);
    expect(await all(ledger.read(500))).toEqual([]);
  });

  test('an empty ledger reads empty', async (ledger) => {
    expect(await all(ledger.read())).toEqual([]);
  });

  test('a relay hears of every record accepted from then on, once and in order', async (ledger) => {
    await ledger.append(auditRecord());
    const heard: LedgerEntry[] = [];
    ledger.subscribe((entry) => heard.push(entry));
    const records = [auditRecord(), auditRecord(), auditRecord()];
    for (const record of records) await ledger.append(record);
    await eventually(() => heard.length >= 3);
    await pause();
    expect(heard).toEqual(records.map((record, index) => ({ index: index + 1, record })));
  });

  test('a relay never hears of a record before it can be read', async (ledger) => {
    const checks: Promise<boolean>[] = [];
    ledger.subscribe(({ index, record }) => {
      checks.push(all(ledger.read(index)).then(([entry]) => entry?.record.id === record.id));
    });
    let appending = false;
    let early = false;
    ledger.subscribe(() => {
      early ||= appending;
    });
    for (let count = 0; count < 3; count++) {
      appending = true;
      const accepted = ledger.append(auditRecord());
      appending = false;
      await accepted;
    }
    await eventually(() => checks.length >= 3);
    expect(await Promise.all(checks)).toEqual([true, true, true]);
    expect(early).toBe(false);
  });

  test('a relay that fails harms neither the record nor the other relays nor its own next entry', async (ledger) => {
    const heard: number[] = [];
    const tried: number[] = [];
    ledger.subscribe((entry) => {
      tried.push(entry.index);
      throw new Error('a relay that fails');
    });
    ledger.subscribe((entry) => heard.push(entry.index));
    expect(await ledger.append(auditRecord())).toBe(0);
    expect(await ledger.append(auditRecord())).toBe(1);
    await eventually(() => heard.length >= 2 && tried.length >= 2);
    expect([heard, tried]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect((await all(ledger.read())).length).toBe(2);
  });

  test('a relay that was stopped hears of nothing further, and the others go on', async (ledger) => {
    const stopped: number[] = [];
    const going: number[] = [];
    const stop = ledger.subscribe((entry) => stopped.push(entry.index));
    ledger.subscribe((entry) => going.push(entry.index));
    await ledger.append(auditRecord());
    await eventually(() => stopped.length >= 1 && going.length >= 1);
    stop();
    stop();
    await ledger.append(auditRecord());
    await eventually(() => going.length >= 2);
    expect([stopped, going]).toEqual([[0], [0, 1]]);
  });

  test('in a burst nothing is lost, for no reader and no relay', async (ledger) => {
    const heard: number[] = [];
    ledger.subscribe((entry) => heard.push(entry.index));
    const records = Array.from({ length: 2_500 }, auditRecord);
    await Promise.all(records.map((record) => ledger.append(record)));
    await eventually(() => heard.length >= records.length);
    const expected = records.map((_, index) => index);
    expect(heard).toEqual(expected);
    expect((await all(ledger.read())).map((it) => it.index)).toEqual(expected);
  });
}

async function all(entries: AsyncIterable<LedgerEntry>): Promise<LedgerEntry[]> {
  const read: LedgerEntry[] = [];
  for await (const { index, record } of entries) read.push({ index, record });
  return read;
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 20));
}

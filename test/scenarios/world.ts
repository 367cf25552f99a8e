import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as later } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  type AuditRecord,
  createPrivacy,
  type Ledger,
  type LedgerEntry,
  memoryLedger,
  memorySubjectStore,
  type PersonalDataSource,
  type Privacy,
  redactConsole,
  type SubjectEvent,
  type SubjectStore,
} from '@lawful/core';
import { type Lateness, lateStore } from './late-store.ts';
import { Booking, Member, models } from './models.ts';
import { bookingOf, memberOf, type Name, PEOPLE } from './people.ts';
import { nextPolicy, type Purpose, policy } from './policy.ts';

/** How the store of consents, or the ledger, is doing. `later` answers, but not at once. */
export type Health = 'works' | 'later' | 'throws' | 'rejects' | 'hangs';

/** Everything around the application that a scenario can change. */
export interface Circumstances {
  store: Health;
  ledger: Health;
  /** How the database of bookings is doing. `breaks`: after many bookings, in the middle of a copy. */
  bookings: 'works' | 'throws' | 'breaks';
  /** How far this process is behind what others have stored. Default: it is not. */
  late: Lateness | undefined;
  /** RFC 3339. */
  now: string;
}

/** A running privacy layer over the gym's data, with everything that a scenario looks at. */
export interface World {
  readonly privacy: Privacy<Purpose>;
  readonly circumstances: Circumstances;
  readonly now: () => number;
  /** What the application has written to its log. */
  readonly log: string[];
  readonly console: Pick<Console, 'log' | 'info' | 'warn' | 'error'>;
  /** How often a handler has run. */
  handled: number;
  /** Appends to a person's history, whatever the store is doing. */
  remember(name: Name, events: readonly SubjectEvent[]): void;
  /** What the ledger has accepted. */
  records(): Promise<readonly AuditRecord[]>;
  /** A file with this text; gone when the world ends. */
  file(text: string): string;
  end(): void;
}

/** When the scenarios take place. */
const THEN = '2026-11-22T10:00:00.000Z';

/** How a world is made. */
export interface WorldOptions {
  /** Sees every record, as the spans do. */
  readonly relay?: ((entry: LedgerEntry) => void) | undefined;
  /** Purposes that are only observed. */
  readonly observed?: readonly Purpose[];
  /** Milliseconds that store and ledger have to answer. Default: more than any busy machine needs. */
  readonly deadline?: number;
}

/** A world in which everything works, in November 2026. */
export function createWorld({ relay, observed = [], deadline = 30_000 }: WorldOptions = {}): World {
  const circumstances: Circumstances = {
    store: 'works',
    ledger: 'works',
    bookings: 'works',
    late: undefined,
    now: THEN,
  };
  const memory = { store: memorySubjectStore(), ledger: memoryLedger() };
  const now = (): number => Date.parse(circumstances.now);
  const log: string[] = [];
  const write = (...values: unknown[]): void =>
    void log.push(values.map((it) => (typeof it === 'string' ? it : inspect(it))).join(' '));
  const console = {
    log: write,
    info: write,
    warn: write,
    error: write,
    debug: write,
    trace: write,
    dir: write,
    table: write,
    dirxml: write,
  };
  const privacy = createPrivacy<Purpose>({
    policy: nextPolicy,
    versions: [policy],
    models,
    store: storeIn(memory.store, circumstances),
    ledger: ledgerIn(memory.ledger, circumstances),
    sources: [membersSource, bookingsIn(circumstances)],
    relays: relay === undefined ? [] : [relay],
    pseudonymKey: 'sixteen bytes or more, of the scenarios',
    clock: now,
    deadline,
    modes: Object.fromEntries(observed.map((purpose) => [purpose, 'observe' as const])),
    warn: () => undefined,
  });
  redactConsole(console, privacy.redact);
  let folder: string | undefined;
  return {
    privacy,
    circumstances,
    now,
    log,
    console,
    handled: 0,
    remember: (name, events) => {
      for (const event of events) memory.store.append(PEOPLE[name].id, event);
    },
    records: async () => {
      const records: AuditRecord[] = [];
      for await (const { record } of memory.ledger.read()) records.push(record);
      return records;
    },
    file: (text) => {
      folder ??= mkdtempSync(join(tmpdir(), 'lawful-scenarios-'));
      const path = join(folder, 'letter.txt');
      writeFileSync(path, text);
      return path;
    },
    end: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true });
    },
  };
}

const membersSource: PersonalDataSource<Member> = {
  model: Member,
  find: (subject) => membersWithId(subject).map(memberOf),
};

function bookingsIn(circumstances: Circumstances): PersonalDataSource<Booking> {
  return {
    model: Booking,
    find: async function* (subject) {
      const gone = new Error(`no bookings of ${PEOPLE.anna.email}`);
      if (circumstances.bookings === 'throws') throw gone;
      for (const name of membersWithId(subject)) {
        if (circumstances.bookings === 'works') yield bookingOf(name);
        else for (let copies = 0; copies < 2_000; copies++) yield bookingOf(name);
      }
      if (circumstances.bookings === 'breaks') throw gone;
    },
  };
}

/** `ghost` is nobody of whom anything is kept. */
function membersWithId(subject: string): readonly Name[] {
  return (['anna', 'bert', 'chloe'] as const).filter((name) => PEOPLE[name].id === subject);
}

function storeIn(store: SubjectStore, circumstances: Circumstances): SubjectStore {
  const late = lateStore(store, () => circumstances.late);
  return {
    volatile: false,
    read: (...asked) => suffer(circumstances.store, () => late.read(...asked)),
    readMany: (...asked) => suffer(circumstances.store, () => late.readMany(...asked)),
    append: (...told) => suffer(circumstances.store, () => store.append(...told)),
    history: (...asked) => suffer(circumstances.store, () => store.history(...asked)),
  };
}

function ledgerIn(ledger: Ledger, circumstances: Circumstances): Ledger {
  return {
    volatile: false,
    append: (record) => suffer(circumstances.ledger, () => ledger.append(record)),
    read: (index) => ledger.read(index),
    subscribe: (relay) => ledger.subscribe(relay),
  };
}

function suffer<T>(health: Health, work: () => T | Promise<T>): T | Promise<T> {
  switch (health) {
    case 'works':
      return work();
    case 'later':
      return later().then(work);
    case 'throws':
      throw new Error(`no connection for ${PEOPLE.anna.email}`);
    case 'rejects':
      return Promise.reject(new Error(`no connection for ${PEOPLE.anna.email}`));
    case 'hangs':
      return new Promise(() => undefined);
  }
}

import { nextChange } from '../durable/consent-event.ts';
import { interleave } from '../harness/blocks.ts';
import type { Bound } from '../harness/bounds.ts';
import { closingAll, type Opened } from '../harness/closing.ts';
import { latencyTable } from '../harness/latency-table.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { Mode, tableOf } from '../harness/table.ts';
import type { TopicTable } from '../harness/topic.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall, type TimedVariant } from '../harness/wall.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import { openFunction } from './function.ts';
import { openTransactions, type TransactionOptions } from './transactions.ts';

const TRANSACTION = 'BEGIN, insert, upsert, COMMIT';
const CONTROL = `A/A: ${TRANSACTION}, again`;
const PREPARED = 'the same, each prepared';
const APART = 'the same, keeping tenants apart as the store does';
const FUNCTION = "lawful's function, called by hand";
const OURS = 'lawful append, all of it';
const STRANGER = 'lawful append, state not in memory';

/** As many subjects take turns in changing their minds. */
const SUBJECTS = 1_000;

/**
 * An event and its state, durably: the store's one round trip beside the four of a transaction. The transaction is given
 * the state; the store works it out, packs it and remembers it, so its function is measured by itself as well.
 */
export async function measureAppend(
  urls: Pick<Setting, 'url' | 'functionUrl'>,
  plan: Plan,
): Promise<readonly TopicTable[]> {
  const tables: TopicTable[] = [];
  for (const concurrency of [1, 16]) {
    const at = { ...urls, concurrency, plan: forDatabase(plan) };
    tables.push(...(await measureKnown(at)), ...(await measureStrangers(at)));
  }
  return tables;
}

/** Where, how many at once, and for how long. */
interface Setting {
  readonly url: string;
  /** A database for the function alone: the store would hear of what it is given. */
  readonly functionUrl: string;
  readonly concurrency: number;
  readonly plan: Plan;
}

/** Events of subjects whose state is remembered. */
function measureKnown(setting: Setting): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const { url, functionUrl, concurrency } = setting;
    const transactions = byHand(setting, opened);
    const alone = opened(openFunction(functionUrl, concurrency));
    const ours = opened(await openDurableStore({ url, connections: concurrency })).store;
    const variants = [
      await transactions('pair', { name: TRANSACTION, role: Role.Base }),
      await transactions('again', { name: CONTROL, role: Role.Control }),
      await transactions('prepared', { name: PREPARED, role: Role.Rival }, { prepared: true }),
      await transactions('apart', { name: APART, role: Role.Rival }, { tenants: true }),
      appending(setting, { name: FUNCTION, role: Role.Ours }, alone.append),
      appending(setting, { name: OURS, role: Role.Ours }, (subject, event) =>
        ours.append(subject, event),
      ),
    ];
    const bounds = [FUNCTION, OURS].map((variant) => ({ variant, bound: 0.6, of: TRANSACTION }));
    return tablesOf(`Durable append, ${concurrency} at once`, variants, bounds, setting.plan);
  });
}

/** Events of subjects whose state was forgotten. A table of its own, for each of two stores hears what the other changes. */
function measureStrangers(setting: Setting): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const { url, concurrency } = setting;
    const transactions = byHand(setting, opened);
    const ours = opened(await openDurableStore({ url, connections: concurrency, cached: 1 })).store;
    const variants = [
      await transactions('beside', { name: TRANSACTION, role: Role.Base }),
      await transactions('beside_again', { name: CONTROL, role: Role.Control }),
      appending(
        setting,
        {
          name: STRANGER,
          role: Role.Ours,
          note: 'two round trips: the first one learns what stands',
        },
        (subject, event) => ours.append(subject, event),
      ),
    ];
    const title = `Durable append, state not in memory, ${concurrency} at once`;
    return tablesOf(title, variants, [], setting.plan);
  });
}

/** Opens the transactions of one table, each with tables of its own in the database. */
function byHand(setting: Setting, opened: Opened) {
  const { url, concurrency } = setting;
  return async (
    schema: string,
    described: Pick<TimedVariant, 'name' | 'role'>,
    how: Partial<TransactionOptions> = {},
  ): Promise<TimedVariant> => {
    const { append } = opened(
      await openTransactions(url, {
        schema: `${schema}_${concurrency}`,
        connections: concurrency,
        ...how,
      }),
    );
    return appending(setting, described, append);
  };
}

type Append = (subject: string, event: ReturnType<typeof nextChange>) => unknown;

function appending(
  { concurrency }: Setting,
  described: Pick<TimedVariant, 'name' | 'role'> & { readonly note?: string },
  append: Append,
): TimedVariant {
  let turn = 0;
  const operation = async () => {
    const at = turn++;
    const subject = `${described.name}, ${concurrency}, ${at % SUBJECTS}`;
    await append(subject, nextChange(Math.floor(at / SUBJECTS) + 1));
  };
  return onTheWall(described, { operation, concurrency });
}

async function tablesOf(
  title: string,
  variants: readonly TimedVariant[],
  bounds: readonly Bound[],
  plan: Plan,
): Promise<readonly TopicTable[]> {
  const measured = await interleave(variants, plan);
  return [
    tableOf({ title, mode: Mode.Wall, unit: 'µs/op', bounds }, measured),
    latencyTable(title, variants, measured),
  ];
}

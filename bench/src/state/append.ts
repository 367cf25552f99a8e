import { nextChange } from '../durable/consent-event.ts';
import { interleave } from '../harness/blocks.ts';
import type { Bound } from '../harness/bounds.ts';
import { closingAll } from '../harness/closing.ts';
import { latencyTable } from '../harness/latency-table.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { Mode, tableOf } from '../harness/table.ts';
import type { TopicTable } from '../harness/topic.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall, type TimedVariant } from '../harness/wall.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import { openTransactions, type TransactionOptions } from './transactions.ts';

const TRANSACTION = 'BEGIN, insert, upsert, COMMIT';
const PREPARED = 'the same, each prepared';
const APART = 'the same, keeping tenants apart as the store does';
const OURS = 'lawful append, one function';
const STRANGER = 'lawful append, state not in memory';

/** As many subjects take turns in changing their minds. */
const SUBJECTS = 1_000;

/** An event and its state, durably: the store's one round trip beside the four of a transaction. */
export async function measureAppend(url: string, plan: Plan): Promise<readonly TopicTable[]> {
  const tables: TopicTable[] = [];
  for (const concurrency of [1, 16]) {
    const at = { url, concurrency, plan: forDatabase(plan) };
    tables.push(...(await measureKnown(at)), ...(await measureStrangers(at)));
  }
  return tables;
}

/** Where, how many at once, and for how long. */
interface Setting {
  readonly url: string;
  readonly concurrency: number;
  readonly plan: Plan;
}

/** Events of subjects whose state is remembered. */
function measureKnown(setting: Setting): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const { url, concurrency } = setting;
    const transactions = async (schema: string, how: Partial<TransactionOptions>) =>
      opened(
        await openTransactions(url, {
          schema: `${schema}_${concurrency}`,
          connections: concurrency,
          ...how,
        }),
      );
    const base = await transactions('pair', {});
    const control = await transactions('again', {});
    const careful = await transactions('prepared', { prepared: true });
    const apart = await transactions('apart', { tenants: true });
    const ours = opened(await openDurableStore({ url, connections: concurrency })).store;
    const variants = [
      appending(setting, { name: TRANSACTION, role: Role.Base }, base.append),
      appending(
        setting,
        { name: `A/A: ${TRANSACTION}, again`, role: Role.Control },
        control.append,
      ),
      appending(setting, { name: PREPARED, role: Role.Rival }, careful.append),
      appending(setting, { name: APART, role: Role.Rival }, apart.append),
      appending(setting, { name: OURS, role: Role.Ours }, (subject, event) =>
        ours.append(subject, event),
      ),
    ];
    const bounds = [{ variant: OURS, bound: 0.6, of: TRANSACTION }];
    return tablesOf(`Durable append, ${concurrency} at once`, variants, bounds, setting.plan);
  });
}

/** Events of subjects whose state was forgotten. A table of its own, for each of two stores hears what the other changes. */
function measureStrangers(setting: Setting): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const { url, concurrency } = setting;
    const open = { connections: concurrency };
    const base = opened(await openTransactions(url, { schema: `beside_${concurrency}`, ...open }));
    const control = opened(
      await openTransactions(url, { schema: `beside_again_${concurrency}`, ...open }),
    );
    const ours = opened(await openDurableStore({ url, ...open, cached: 1 })).store;
    const variants = [
      appending(setting, { name: TRANSACTION, role: Role.Base }, base.append),
      appending(
        setting,
        { name: `A/A: ${TRANSACTION}, again`, role: Role.Control },
        control.append,
      ),
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

import { nextChange } from '../durable/consent-event.ts';
import { interleave } from '../harness/blocks.ts';
import { closingAll } from '../harness/closing.ts';
import { latencyTable } from '../harness/latency-table.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { Mode, tableOf } from '../harness/table.ts';
import type { TopicTable } from '../harness/topic.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall, type TimedVariant } from '../harness/wall.ts';
import { openDurableStore } from '../ours/durable-store.ts';
import { openTransactions, type TransactionOptions } from './transactions.ts';

const TRANSACTION = 'BEGIN with the tenant, insert, upsert, COMMIT';
const PREPARED = 'the same, each prepared';
const UNPROTECTED = 'BEGIN, insert, upsert, COMMIT, with nothing that keeps tenants apart';
const OURS = 'lawful append, one function';
const STRANGER = 'lawful append, state not in memory';

/** As many subjects take turns in changing their minds. */
const SUBJECTS = 1_000;

/** An event and its state, durably: the store's one round trip beside the four of a transaction. */
export async function measureAppend(url: string, plan: Plan): Promise<readonly TopicTable[]> {
  const tables: TopicTable[] = [];
  for (const concurrency of [1, 16]) {
    tables.push(...(await measureAt(url, concurrency, forDatabase(plan))));
  }
  return tables;
}

function measureAt(url: string, concurrency: number, plan: Plan): Promise<readonly TopicTable[]> {
  return closingAll(async (opened) => {
    const connections = concurrency;
    const ours = opened(await openDurableStore({ url, connections })).store;
    const stranger = opened(await openDurableStore({ url, connections, cached: 1 })).store;
    const transactions = async (
      name: string,
      how: Pick<TransactionOptions, 'prepared' | 'tenants'>,
    ) =>
      opened(
        await openTransactions(url, { schema: `${name}_${concurrency}`, connections, ...how }),
      );
    const base = await transactions('pair', { tenants: true });
    const control = await transactions('again', { tenants: true });
    const careful = await transactions('prepared', { tenants: true, prepared: true });
    const unprotected = await transactions('unprotected', {});
    const appending = (
      described: Pick<TimedVariant, 'name' | 'role'> & { readonly note?: string },
      append: Append,
    ): TimedVariant => {
      let turn = 0;
      const operation = async () => {
        const at = turn++;
        const subject = `${described.name}, ${concurrency}, ${at % SUBJECTS}`;
        await append(subject, nextChange(Math.floor(at / SUBJECTS) + 1));
      };
      return onTheWall(described, { operation, concurrency });
    };
    const variants = [
      appending({ name: TRANSACTION, role: Role.Base }, base.append),
      appending({ name: `A/A: ${TRANSACTION}, again`, role: Role.Control }, control.append),
      appending({ name: PREPARED, role: Role.Rival }, careful.append),
      appending({ name: UNPROTECTED, role: Role.Rival }, unprotected.append),
      appending({ name: OURS, role: Role.Ours }, (subject, event) => ours.append(subject, event)),
      appending(
        {
          name: STRANGER,
          role: Role.Ours,
          note: 'two round trips: the first one learns what stands',
        },
        (subject, event) => stranger.append(subject, event),
      ),
    ];
    const measured = await interleave(variants, plan);
    const title = `Durable append, ${concurrency} at once`;
    const bounds = [{ variant: OURS, bound: 0.6, of: TRANSACTION }];
    return [
      tableOf({ title, mode: Mode.Wall, unit: 'µs/op', bounds }, measured),
      latencyTable(title, variants, measured),
    ];
  });
}

type Append = (subject: string, event: ReturnType<typeof nextChange>) => unknown;

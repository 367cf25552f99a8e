import assert from 'node:assert/strict';
import { consentGiven } from '../durable/consent-event.ts';
import { interleave } from '../harness/blocks.ts';
import { closingAll } from '../harness/closing.ts';
import { forDatabase, type Plan } from '../harness/plan.ts';
import { Mode, type TableResult, tableOf } from '../harness/table.ts';
import { Role } from '../harness/variant.ts';
import { onTheWall } from '../harness/wall.ts';
import { openDurableStore } from '../ours/durable-store.ts';

const NAIVE = 'naive: SELECT on every request';

/** Whoever asks the database every time learns of a withdrawal at once, and pays for it at every read: so much. */
export function measurePerRead(url: string, plan: Plan): Promise<TableResult> {
  return closingAll(async (opened) => {
    const { store, pool } = opened(await openDurableStore({ url }));
    await store.append('reader', consentGiven('newsletter', true));
    const { rows } = await pool.query('select subject_key from lawful.subject_event limit 1');
    const values = ['', rows[0]?.subject_key];
    const select = {
      name: 'naive_read',
      text: 'select seq, epoch, salt, state from lawful.subject_state where tenant = $1 and subject_key = $2',
      values,
    };
    const naive = async (): Promise<void> => assert.equal((await pool.query(select)).rowCount, 1);
    const cached = async (): Promise<void> => assert((await store.read('reader')).state);
    const reading = (name: string, role: Role, operation: () => Promise<void>) =>
      onTheWall({ name, role }, { operation, concurrency: 1 });
    const variants = [
      reading(NAIVE, Role.Base, naive),
      reading(`A/A: ${NAIVE}, again`, Role.Control, naive),
      reading('lawful, in memory', Role.Ours, cached),
    ];
    const measured = await interleave(variants, forDatabase(plan));
    return tableOf(
      { title: 'What a read costs instead', mode: Mode.Wall, unit: 'µs/op' },
      measured,
    );
  });
}

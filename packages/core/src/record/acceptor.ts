import { isThenable, within } from '../enforce/deadline.ts';
import { PrivacyError } from '../errors.ts';
import type { Ledger } from '../ports.ts';
import type { AuditRecord } from './audit-record.ts';

/** Appends a record; waits where the ledger takes time; says `audit-unavailable` where it does not accept. */
export function acceptor(
  ledger: Ledger,
  deadline: number,
): (record: AuditRecord) => undefined | Promise<void> {
  const unavailable = (): never => {
    throw new PrivacyError('audit-unavailable');
  };
  return (record) => {
    try {
      const index = ledger.append(record);
      return isThenable(index)
        ? within(index, deadline).then(() => undefined, unavailable)
        : undefined;
    } catch {
      return unavailable();
    }
  };
}

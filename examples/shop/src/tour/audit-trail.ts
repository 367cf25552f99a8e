import type { AuditRecord, Ledger } from '@lawful/core';

/** The newest records of the ledger that belong to decisions and changes, one line each. */
export async function auditTrail(ledger: Ledger): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { index, record } of ledger.read()) {
    lines.push(`#${index}  ${lineOf(record)}`);
  }
  return lines;
}

function lineOf(record: AuditRecord): string {
  const { at, kind, outcome, reason, purpose, legalBasis, route } = record;
  const about = [purpose, legalBasis].filter((it) => it !== undefined).join(' on ');
  return `${at}  ${kind}  ${outcome} (${reason})  ${about}  ${route ?? ''}`.trimEnd();
}

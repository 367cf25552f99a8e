import { PrivacyError } from '../errors.ts';
import type { Finding, Severity } from './finding.ts';

const ORDER = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** Throws `findings-at-start` if any finding is an error; the message tells all findings, errors first. */
export function assertNoErrors(findings: readonly Finding[]): void {
  if (!findings.some(({ severity }) => severity === 'error')) return;
  const sorted = ORDER.flatMap((severity) => findings.filter((each) => each.severity === severity));
  const lines = sorted.map(toLine);
  throw new PrivacyError('findings-at-start', { what: `\n${lines.join('\n')}`, findings: sorted });
}

function toLine({ severity, code, place, at, message, remedy, article }: Finding): string {
  const where = at.length === 0 ? place : `${place} (${at.join(', ')})`;
  return `${severity} ${code} at ${where}: ${message} ${remedy} [${article}]`;
}

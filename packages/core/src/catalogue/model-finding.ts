import type { Finding } from './finding.ts';
import {
  type FindingEntry,
  MODEL_FINDINGS,
  type ModelFindingCode,
  SHARED_FINDINGS,
} from './finding-codes.ts';

/** Collects findings while a catalogue is compiled: nothing throws on the first. */
export type Report = (
  code: ModelFindingCode | keyof typeof SHARED_FINDINGS,
  place: string,
  message: string,
  at?: readonly (string | undefined)[],
) => void;

/** A report that adds to `findings`, each finding once. */
export function reportTo(findings: Finding[]): Report {
  const known = new Set<string>();
  return (code, place, message, at = []) => {
    const key = JSON.stringify([code, place, message]);
    if (known.has(key)) return;
    known.add(key);
    const { severity, article, remedy }: FindingEntry = ENTRIES[code];
    const where = Object.freeze(at.filter((each) => each !== undefined));
    findings.push(Object.freeze({ code, severity, place, at: where, message, article, remedy }));
  };
}

const ENTRIES = { ...MODEL_FINDINGS, ...SHARED_FINDINGS };

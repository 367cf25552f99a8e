import type { TermId } from './term.ts';

/** A term as the generated files hold it; the last two are left out where DPV worded the English and we the French. */
export type Row<Id extends string> = readonly [
  id: Id,
  en: string,
  fr: string,
  broader: readonly TermId[],
  englishFrom?: 'DPV' | 'GDPR' | 'ours',
  frenchFrom?: 'GDPR',
];

import { PREFIXES } from '../vocabulary/index.ts';

const { dpv, pd, 'eu-gdpr': euGdpr, 'legal-fr': legalFr, loc, dct, x } = PREFIXES;

const term = { '@type': '@id' } as const;

/** The JSON-LD context of a receipt: prefixes, and which properties hold terms instead of text. */
export const RECEIPT_CONTEXT = {
  dpv,
  pd,
  'eu-gdpr': euGdpr,
  'legal-fr': legalFr,
  loc,
  dct,
  x,
  'dct:conformsTo': term,
  'dpv:hasJurisdiction': term,
  'dpv:hasLegalBasis': term,
  'dpv:hasLocation': term,
  'dpv:hasPersonalData': term,
  'dpv:hasRight': term,
  'dpv:isExercisedAt': term,
  'dpv:isIndicatedBy': term,
  'x:renews': term,
} as const;

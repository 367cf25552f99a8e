/** A transfer mechanism that a court has annulled: texts still name it, transfers may not rest on it. */
export interface InvalidatedMechanism {
  readonly mechanism: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly validFrom: string;
  /** First day on which it no longer holds. */
  readonly invalidSince: string;
  readonly decision: string;
  readonly annulledBy: string;
}

/** Mechanisms of transfer to the United States that the Court of Justice annulled. */
export const INVALIDATED_MECHANISMS = [
  {
    mechanism: 'safe-harbour',
    country: 'US',
    validFrom: '2000-07-26',
    invalidSince: '2015-10-06',
    decision: '2000/520/EC',
    annulledBy: 'CJEU C-362/14',
  },
  {
    mechanism: 'privacy-shield',
    country: 'US',
    validFrom: '2016-07-12',
    invalidSince: '2020-07-16',
    decision: '(EU) 2016/1250',
    annulledBy: 'CJEU C-311/18',
  },
] as const satisfies readonly InvalidatedMechanism[];

/** The rule by which a mechanism no longer holds on a day (RFC 3339 full-date), or undefined. */
export function invalidatedMechanism(
  mechanism: string,
  on: string,
): InvalidatedMechanism | undefined {
  return INVALIDATED_MECHANISMS.find(
    (each) => each.mechanism === mechanism && each.invalidSince <= on,
  );
}

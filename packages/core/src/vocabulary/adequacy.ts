/** A decision of the Commission that a country protects personal data adequately (Art. 45(3)). */
export interface AdequacyDecision {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Date of the decision. */
  readonly since: string;
  /** Last day, where the decision expires by itself. */
  readonly until?: string;
  readonly decision: string;
  /** Whom it covers: the whole country, organisations under its commercial law, or certified recipients only. */
  readonly scope: 'country' | 'commercial-organisations' | 'certified-recipients';
}

/** Adequacy decisions in force on 2026-11-22. Dated data: check them against the Commission's list before relying on them. */
export const ADEQUATE_COUNTRIES = [
  { country: 'AD', since: '2010-10-19', decision: '2010/625/EU', scope: 'country' },
  { country: 'AR', since: '2003-06-30', decision: '2003/490/EC', scope: 'country' },
  { country: 'BR', since: '2026-01-26', decision: '(EU) 2026/179', scope: 'country' },
  { country: 'CA', since: '2001-12-20', decision: '2002/2/EC', scope: 'commercial-organisations' },
  { country: 'CH', since: '2000-07-26', decision: '2000/518/EC', scope: 'country' },
  { country: 'FO', since: '2010-03-05', decision: '2010/146/EU', scope: 'country' },
  // Renewed on 2025-12-19 for six years.
  {
    country: 'GB',
    since: '2021-06-28',
    until: '2031-12-27',
    decision: '(EU) 2021/1772',
    scope: 'country',
  },
  { country: 'GG', since: '2003-11-21', decision: '2003/821/EC', scope: 'country' },
  { country: 'IL', since: '2011-01-31', decision: '2011/61/EU', scope: 'country' },
  { country: 'IM', since: '2004-04-28', decision: '2004/411/EC', scope: 'country' },
  { country: 'JE', since: '2008-05-08', decision: '2008/393/EC', scope: 'country' },
  { country: 'JP', since: '2019-01-23', decision: '(EU) 2019/419', scope: 'country' },
  { country: 'KR', since: '2021-12-17', decision: '(EU) 2022/254', scope: 'country' },
  { country: 'NZ', since: '2012-12-19', decision: '2013/65/EU', scope: 'country' },
  // EU-US Data Privacy Framework.
  { country: 'US', since: '2023-07-10', decision: '(EU) 2023/1795', scope: 'certified-recipients' },
  { country: 'UY', since: '2012-08-21', decision: '2012/484/EU', scope: 'country' },
] as const satisfies readonly AdequacyDecision[];

/** The adequacy decision that covers a country on a day (RFC 3339 full-date), or undefined. */
export function adequacyDecision(country: string, on: string): AdequacyDecision | undefined {
  const decisions: readonly AdequacyDecision[] = ADEQUATE_COUNTRIES;
  return decisions.find(
    (each) =>
      each.country === country &&
      each.since <= on &&
      (each.until === undefined || on <= each.until),
  );
}

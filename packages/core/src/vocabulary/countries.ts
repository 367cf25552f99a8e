/** Member States of the Union, ISO 3166-1 alpha-2, as of 2026-11. */
export const EU_COUNTRIES = [
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'],
  ...['IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
] as const;

/** States where the GDPR applies: the Union and, by the EEA Agreement (Joint Committee Decision 154/2018), three more. */
export const EEA_COUNTRIES = [...EU_COUNTRIES, 'IS', 'LI', 'NO'] as const;

/** Whether data sent to this country stay inside the European Economic Area, so that Chapter V does not apply. */
export function isInEea(country: string): boolean {
  return EEA_COUNTRIES.some((each) => each === country);
}

import { type RunningExample, startExample } from '../running-example.ts';

/** Secrets that the practices of these tests are given. */
export const STAFF_TOKEN = 'practitioner-token-of-the-tests';
export const SECRETARY_TOKEN = 'secretary-token-of-the-tests';

/** Starts the practice. */
export function startClinic(
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = ['--quiet'],
): Promise<RunningExample> {
  const secrets = {
    CLINIC_STAFF_TOKEN: STAFF_TOKEN,
    CLINIC_SECRETARY_TOKEN: SECRETARY_TOKEN,
    CLINIC_SIGNING_KEY: 'signing-key-of-the-tests',
  };
  return startExample('clinic', { ...secrets, ...env }, args);
}

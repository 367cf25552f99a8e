import { assertNoErrors, type Finding } from '@lawful/core';
import { Logger } from '@nestjs/common';

/**
 * Stops the start with `findings-at-start` where one of the findings is an error; tells them all then. Otherwise each is
 * a warning in the application's log. Findings are names of the application's own and hold nothing of anybody.
 */
export function tellFindings(findings: readonly Finding[]): void {
  assertNoErrors(findings);
  for (const { code, place, message, remedy, article } of findings)
    Logger.warn(`${code} at ${place}: ${message} ${remedy} [${article}]`, 'PrivacyModule');
}

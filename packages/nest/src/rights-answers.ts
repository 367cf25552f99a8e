import { currentUnit, type NeutralRequest, type NeutralResponse } from '@lawful/core';
import type { NestRequest } from './exchange.ts';
import type { NestPrivacy } from './nest-privacy.ts';

/** The rights endpoint of an application: a request in, an answer out. */
export function createRightsAnswers(
  lawful: NestPrivacy,
): (request: NeutralRequest<NestRequest>) => Promise<NeutralResponse> {
  const { privacy, options, failures } = lawful;
  const endpoint = privacy.rightsEndpoint<NestRequest>({
    authorise: (request) => options.rights.authorise(request),
    report: (error, instance) => {
      const unit = currentUnit();
      if (unit !== undefined) failures.report(error, unit, instance);
    },
  });
  return (request) => endpoint.handle(request);
}

import { jsonAnswer, requireType } from './json-answer.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';
import type { RouteTools } from './rights-endpoint.ts';

/** `GET /consents/:purpose/receipt`: the whole record of a consent, as JSON-LD. */
export async function answerReceipt(
  request: NeutralRequest,
  subject: string,
  purpose: string,
  { rights, base }: RouteTools,
): Promise<NeutralResponse> {
  const type = requireType(request, ['application/ld+json', 'application/json']);
  const receipt = await rights.receipt(subject, purpose, { baseUrl: base });
  return jsonAnswer(receipt, {
    'Content-Type': type,
    Link: `<${base}/notice>; rel="privacy-policy"`,
  });
}

import { PrivacyError } from '../errors.ts';
import type { ConsentChange } from '../rights/consent-status.ts';
import type { PurposeStanding } from '../rights/standings.ts';
import { consentEpochHeaders } from './consent-epoch.ts';
import { jsonAnswer, requireType } from './json-answer.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';
import type { RouteTools } from './rights-endpoint.ts';

/** `GET /consents`: every purpose with its status; those on another basis never as consent. */
export async function answerConsents(
  request: NeutralRequest,
  subject: string,
  { rights, base }: RouteTools,
): Promise<NeutralResponse> {
  requireType(request, ['application/json']);
  const { noticeVersion, purposes } = await rights.list(subject);
  return personal(
    { noticeVersion, purposes: purposes.map((purpose) => withReceipt(purpose, base)) },
    base,
  );
}

/** `PUT /consents/:purpose` gives or refuses with evidence, `DELETE` withdraws without. */
export async function changeConsent(
  request: NeutralRequest,
  subject: string,
  purpose: string,
  { rights, base }: RouteTools,
): Promise<NeutralResponse> {
  requireType(request, ['application/json']);
  const told = (change: ConsentChange): NeutralResponse =>
    personal(consentAnswer(change, base), base, consentEpochHeaders(change.epoch));
  if (request.method === 'DELETE') {
    const [recipient, channel] = [request.query.get('recipient'), request.query.get('channel')];
    return told(
      await rights.withdraw(subject, purpose, {
        recipient: recipient ?? undefined,
        channel: channel ?? undefined,
      }),
    );
  }
  requireJson(request);
  return told(
    isRefusal(request.body)
      ? await rights.refuse(subject, purpose, request.body)
      : await rights.give(subject, purpose, request.body),
  );
}

/** What a consent became, with where its proof is. */
function consentAnswer(change: ConsentChange, base: string) {
  const { recordId: _internal, ...told } = change;
  return { ...told, receipt: receiptOf(change.purpose, base) };
}

function withReceipt(standing: PurposeStanding, base: string) {
  const said = standing.consent?.since !== undefined;
  const narrower = standing.consent?.narrower.length ?? 0;
  return said || narrower > 0
    ? { ...standing, receipt: receiptOf(standing.purpose, base) }
    : standing;
}

function receiptOf(purpose: string, base: string): string {
  return `${base}/consents/${encodeURIComponent(purpose)}/receipt`;
}

/** A body that no form of another site can send: what changes a consent comes from the application itself. */
function requireJson({ header }: NeutralRequest): void {
  const type = header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || type === 'application/json' || type.endsWith('+json')) return;
  throw new PrivacyError('media-type-not-supported');
}

function isRefusal(body: unknown): boolean {
  const status: unknown =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'status')
      ? Reflect.get(body, 'status')
      : undefined;
  if (status === undefined || status === 'given') return false;
  if (status === 'refused') return true;
  throw new PrivacyError('request-invalid', {
    errors: [{ pointer: '#/status', detail: 'given or refused' }],
  });
}

function personal(
  document: unknown,
  base: string,
  headers: Readonly<Record<string, string>> = {},
): NeutralResponse {
  return jsonAnswer(document, { Link: `<${base}/notice>; rel="privacy-policy"`, ...headers });
}

/** What every coded error says: a title, the HTTP status it becomes at the edge, the rule behind it and the remedy. */
export interface ErrorEntry {
  readonly title: string;
  readonly status: number;
  readonly article: string;
  readonly help: string;
}

/**
 * Every error code of Lawful, in one table. The code is also the slug of the problem type (RFC 9457)
 * and of its heading in docs/problems.md; a test holds the three together.
 */
export const ERRORS = {
  // start-up
  'findings-at-start': entry('The declarations do not hold together', 500, 'Art. 24', 'Read the findings below: each names its place and its remedy. Nothing is served until all errors are mended.'),
  'authoriser-missing': entry('The rights endpoint has no authoriser', 500, 'Art. 12(6)', 'Pass `authorise`, a function that returns the data subject whom the request has proven to be.'),
  'purpose-unknown': entry('The policy declares no such purpose', 500, 'Art. 5(1)(b)', 'Declare the purpose in definePolicy, or use one that is declared.'),
  'model-not-declared': entry('The model is not declared', 500, 'Art. 25(2)', 'Decorate the class (or use defineModel) and list it in createPrivacy({ models }).'),
  'declaration-invalid': entry('The declaration cannot be read', 500, 'Art. 24', 'Decorate instance fields and accessors with string names only; give definePolicy and defineModel plain records.'),
  'decorator-metadata-missing': entry('Standard decorators without metadata', 500, 'Art. 24', 'Import @lawful/core before any module that declares a model, and compile with a tool that fills context.metadata (TypeScript 5.2 or later).'),
  'duration-malformed': entry('Not a duration of ISO 8601', 500, 'Art. 5(1)(e)', 'Write whole numbers with their designators, for instance P3Y, P13M, P1Y6M or PT72H.'),
  'instant-malformed': entry('Not a date or date-time of RFC 3339', 500, 'Art. 5(2)', 'Write 2026-09-01, or 2026-09-01T00:00:00Z.'),
  'pseudonym-key-weak': entry('The key for pseudonyms is too short', 500, 'Art. 4(5), 32(1)(a)', 'Pass at least 16 random bytes, kept apart from the records, for instance from a key store.'),
  'policy-not-in-force': entry('No version of the policy is in force', 503, 'Art. 5(2)', 'Check effectiveFrom of the declared versions.'),
  // decisions, 4xx
  'actor-unknown': entry('Authentication required', 401, 'Art. 32(1)(b)', 'Authenticate, then repeat the request.'),
  'identity-verification-required': entry('Stronger authentication required', 401, 'Art. 12(6)', 'Authenticate at the level named in WWW-Authenticate (RFC 9470).'),
  'consent-required': entry('Consent required', 403, 'Art. 6(1)(a)', 'Ask the data subject at consentUrl, showing the notice of noticeVersion, then repeat the request.'),
  'explicit-consent-required': entry('Explicit consent required', 403, 'Art. 9(2)(a)', 'Ask the data subject for explicit consent at consentUrl, then repeat the request.'),
  'processing-objected': entry('The data subject has objected to this processing', 403, 'Art. 21', 'Do not process for this purpose.'),
  'processing-restricted': entry('Processing is restricted', 403, 'Art. 18(2)', 'Only storage and the exceptions of Art. 18(2) are left until the restriction is lifted.'),
  'restricted-pending-objection': entry('Processing is restricted while an objection is assessed', 403, 'Art. 18(1)(d)', 'Wait until the objection is decided.'),
  'purpose-incompatible': entry('The data were not collected for this purpose', 403, 'Art. 5(1)(b), 6(4)', 'Use a purpose that the fields declare.'),
  'purpose-not-instructed': entry('The controller has not instructed this purpose', 403, 'Art. 28(3)(a)', 'Process only on the instructions recorded for the tenant.'),
  'role-not-granted': entry('The role may not pursue this purpose', 403, 'Art. 29, 32(4)', 'Grant the purpose to the role in the policy, or use a role that has it.'),
  'recipient-not-allowed': entry('The recipient may not receive these data', 403, 'Art. 5(1)(f), 28', 'Register the recipient with this purpose and these fields.'),
  'transfer-not-allowed': entry('The transfer has no valid mechanism', 403, 'Art. 44', 'Name a mechanism of Chapter V that is valid for the country.'),
  'prohibited-by-policy': entry('The policy prohibits this processing', 403, 'Art. 5(1)(a)', 'The published policy promises not to do this.'),
  'processing-refused': entry('The processing has no legal basis', 403, 'Art. 6(1)', 'Declare exactly one legal basis for the purpose.'),
  'indirect-access': entry('Access is exercised through the supervisory authority', 403, 'Art. 23', 'Address the supervisory authority named in this document.'),
  'purpose-not-allowed': entry('The purpose is not one that may be asked for here', 400, 'Art. 5(1)(b)', 'Ask for one of the purposes listed.'),
  'not-found': entry('Not found', 404, 'RFC 9110', 'Check the address.'),
  'method-not-allowed': entry('Method not allowed', 405, 'RFC 9110', 'Use one of the methods in the Allow header.'),
  'not-acceptable': entry('No acceptable representation', 406, 'RFC 9110', 'Ask for one of the media types listed.'),
  'right-not-applicable': entry('The right does not apply to this legal basis', 409, 'Art. 12(4)', 'See the rights that apply in the notice.'),
  'notice-stale': entry('The notice shown is not the current one', 409, 'Art. 7', 'Show the current notice and ask again.'),
  'payload-too-large': entry('The request body is too large', 413, 'RFC 9110', 'Send less.'),
  'media-type-not-supported': entry('The media type is not supported', 415, 'RFC 9110', 'Send application/json.'),
  'body-malformed': entry('The request body cannot be read', 400, 'RFC 9110', 'Send well-formed JSON.'),
  'consent-not-valid': entry('This is not a valid consent', 422, 'Art. 4(11), 7', 'Send noticeVersion, language and indication: the affirmative act of the data subject.'),
  'mandatory-field-missing': entry('A mandatory field is missing', 422, 'Art. 13(2)(e)', 'Provide the fields listed; each says what follows from not providing it.'),
  'field-not-declared': entry('A field is not declared', 422, 'Art. 5(1)(c)', 'Leave the fields listed out.'),
  'field-not-necessary-for-purpose': entry('A field is not necessary for this purpose', 422, 'Art. 5(1)(c), 25(2)', 'Leave the fields listed out for this purpose.'),
  'body-not-declared': entry('The data do not have the declared shape', 422, 'Art. 25(2)', 'Send the shape that the model declares.'),
  'nesting-too-deep': entry('The data are nested too deeply', 422, 'Art. 25(2)', 'Send a flatter document.'),
  'request-invalid': entry('The request is not valid', 422, 'RFC 9110', 'Mend the fields listed.'),
  // our side, 5xx
  'context-missing': entry('Processing without a context', 500, 'Art. 5(2)', 'Open one with privacy.run() or mount the processing() middleware before the handler.'),
  'response-not-declared': entry('The answer is not declared', 500, 'Art. 25(2)', 'Name the model in `returns`, or declare the body opaque with a reason.'),
  'response-shape-mismatch': entry('The answer does not have the declared shape', 500, 'Art. 25(2)', 'Return what `returns` names: one, a list, or the declared wrapper.'),
  'subject-mismatch': entry('An answer held data of another data subject', 500, 'Art. 5(1)(f)', 'A self-service route serves the authenticated subject only; check the query behind it.'),
  'body-already-sent': entry('The body was written before it was admitted', 500, 'Art. 25(2)', 'Let the gate answer before anything writes to the response.'),
  'state-unknown': entry('The state of the data subject cannot be read', 503, 'Art. 7(1), 21', 'Try again later; what depends on consent or objection waits until the store answers.'),
  'audit-unavailable': entry('The audit trail does not accept records', 503, 'Art. 5(2)', 'Try again later; nothing is processed without evidence.'),
  'source-unavailable': entry('A source of personal data does not answer', 503, 'Art. 15', 'Try again later; no partial copy is served.'),
  'processing-suspended': entry('Processing is suspended', 503, 'Art. 32', 'Try again later.'),
  'internal-error': entry('Internal error', 500, 'RFC 9110', 'Nothing of the request is repeated here; see the server log by the instance id.'),
} as const satisfies Record<string, ErrorEntry>;

/** The code of an error: stable, kebab-case, documented. */
export type ErrorCode = keyof typeof ERRORS;

function entry(title: string, status: number, article: string, help: string): ErrorEntry {
  return { title, status, article, help };
}

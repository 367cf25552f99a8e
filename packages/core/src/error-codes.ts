import { OUR_ERRORS } from './error-codes-ours.ts';
import { type ErrorEntry, entry } from './error-entry.ts';

/**
 * Every error code of Lawful, in one table. The code is also the slug of the problem type (RFC 9457)
 * and of its heading in docs/problems.md; a test holds the three together.
 */
export const ERRORS = {
  ...OUR_ERRORS,
  // decisions, 4xx
  'actor-unknown': entry(
    'Authentication required',
    401,
    'Art. 32(1)(b)',
    'Authenticate, then repeat the request.',
  ),
  'identity-verification-required': entry(
    'Stronger authentication required',
    401,
    'Art. 12(6)',
    'Authenticate at the level named in WWW-Authenticate (RFC 9470).',
  ),
  'consent-required': entry(
    'Consent required',
    403,
    'Art. 6(1)(a)',
    'Ask the data subject at consentUrl, showing the notice of noticeVersion, then repeat the request.',
  ),
  'explicit-consent-required': entry(
    'Explicit consent required',
    403,
    'Art. 9(2)(a)',
    'Ask the data subject for explicit consent at consentUrl, then repeat the request.',
  ),
  'processing-objected': entry(
    'The data subject has objected to this processing',
    403,
    'Art. 21',
    'Do not process for this purpose.',
  ),
  'processing-restricted': entry(
    'Processing is restricted',
    403,
    'Art. 18(2)',
    'Only storage and the exceptions of Art. 18(2) are left until the restriction is lifted.',
  ),
  'restricted-pending-objection': entry(
    'Processing is restricted while an objection is assessed',
    403,
    'Art. 18(1)(d)',
    'Wait until the objection is decided.',
  ),
  'purpose-incompatible': entry(
    'The data were not collected for this purpose',
    403,
    'Art. 5(1)(b), 6(4)',
    'Use a purpose that the fields declare.',
  ),
  'purpose-not-instructed': entry(
    'The controller has not instructed this purpose',
    403,
    'Art. 28(3)(a)',
    'Process only on the instructions recorded for the tenant.',
  ),
  'role-not-granted': entry(
    'The role may not pursue this purpose',
    403,
    'Art. 29, 32(4)',
    'Grant the purpose to the role in the policy, or use a role that has it.',
  ),
  'recipient-not-allowed': entry(
    'The recipient may not receive these data',
    403,
    'Art. 5(1)(f), 28',
    'Register the recipient with this purpose and these fields.',
  ),
  'transfer-not-allowed': entry(
    'The transfer has no valid mechanism',
    403,
    'Art. 44',
    'Name a mechanism of Chapter V that is valid for the country.',
  ),
  'prohibited-by-policy': entry(
    'The policy prohibits this processing',
    403,
    'Art. 5(1)(a)',
    'The published policy promises not to do this.',
  ),
  'processing-refused': entry(
    'The processing has no legal basis',
    403,
    'Art. 6(1)',
    'Declare exactly one legal basis for the purpose.',
  ),
  'indirect-access': entry(
    'Access is exercised through the supervisory authority',
    403,
    'Art. 23',
    'Address the supervisory authority named in this document.',
  ),
  'purpose-not-allowed': entry(
    'The purpose is not one that may be asked for here',
    400,
    'Art. 5(1)(b)',
    'Ask for one of the purposes listed.',
  ),
  'not-found': entry('Not found', 404, 'RFC 9110', 'Check the address.'),
  'method-not-allowed': entry(
    'Method not allowed',
    405,
    'RFC 9110',
    'Use one of the methods in the Allow header.',
  ),
  'not-acceptable': entry(
    'No acceptable representation',
    406,
    'RFC 9110',
    'Ask for one of the media types listed.',
  ),
  'right-not-applicable': entry(
    'The right does not apply to this legal basis',
    409,
    'Art. 12(4)',
    'See the rights that apply in the notice.',
  ),
  'notice-stale': entry(
    'The notice shown is not the current one',
    409,
    'Art. 7',
    'Show the current notice and ask again.',
  ),
  'payload-too-large': entry('The request body is too large', 413, 'RFC 9110', 'Send less.'),
  'media-type-not-supported': entry(
    'The media type is not supported',
    415,
    'RFC 9110',
    'Send application/json.',
  ),
  'body-malformed': entry(
    'The request body cannot be read',
    400,
    'RFC 9110',
    'Send well-formed JSON.',
  ),
  'consent-not-valid': entry(
    'This is not a valid consent',
    422,
    'Art. 4(11), 7',
    'Send noticeVersion, language and indication: the affirmative act of the data subject.',
  ),
  'mandatory-field-missing': entry(
    'A mandatory field is missing',
    422,
    'Art. 13(2)(e)',
    'Provide the fields listed; each says what follows from not providing it.',
  ),
  'field-not-declared': entry(
    'A field is not declared',
    422,
    'Art. 5(1)(c)',
    'Leave the fields listed out.',
  ),
  'field-not-necessary-for-purpose': entry(
    'A field is not necessary for this purpose',
    422,
    'Art. 5(1)(c), 25(2)',
    'Leave the fields listed out for this purpose.',
  ),
  'body-not-declared': entry(
    'The data do not have the declared shape',
    422,
    'Art. 25(2)',
    'Send the shape that the model declares.',
  ),
  'nesting-too-deep': entry(
    'The data are nested too deeply',
    422,
    'Art. 25(2)',
    'Send a flatter document.',
  ),
  'request-invalid': entry('The request is not valid', 422, 'RFC 9110', 'Mend the fields listed.'),
} as const satisfies Record<string, ErrorEntry>;

/** The code of an error: stable, kebab-case, documented. */
export type ErrorCode = keyof typeof ERRORS;

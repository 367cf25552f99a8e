import type { ErrorCode } from '../error-codes.ts';

/** What body parsers call their errors (body-parser, raw-body), as the code that says the same. */
const BY_TYPE: Readonly<Record<string, ErrorCode>> = {
  'entity.parse.failed': 'body-malformed',
  'entity.verify.failed': 'body-malformed',
  'entity.too.large': 'payload-too-large',
  'parameters.too.many': 'payload-too-large',
  'encoding.unsupported': 'media-type-not-supported',
  'charset.unsupported': 'media-type-not-supported',
  'request.aborted': 'body-malformed',
  'request.size.invalid': 'body-malformed',
  'querystring.parse.rangeError': 'payload-too-large',
};

/** What Fastify calls its errors of the same kinds. */
const BY_FASTIFY_CODE: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-not-supported',
  FST_ERR_BAD_URL: 'not-found',
};

/** Statuses that one code alone stands for; of others the status itself is told. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'actor-unknown',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'payload-too-large',
  415: 'media-type-not-supported',
  422: 'request-invalid',
};

/** Titles of statuses (RFC 9110), for problems of which nothing but the status is known. */
export const STATUS_TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  402: 'Payment Required',
  403: 'Forbidden',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  414: 'URI Too Long',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  423: 'Locked',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
};

/**
 * The code of what a parser or a router threw; `undefined` where none says the same. Their messages repeat the request
 * (`Unexpected token …`, `Failed to decode param …`), so nothing but their kind is looked at.
 */
export function codeOfForeignError(error: unknown): ErrorCode | undefined {
  const type = memberOf(error, 'type');
  if (typeof type === 'string' && Object.hasOwn(BY_TYPE, type)) return BY_TYPE[type];
  const code = memberOf(error, 'code');
  if (typeof code === 'string' && Object.hasOwn(BY_FASTIFY_CODE, code))
    return BY_FASTIFY_CODE[code];
  // A path that cannot be decoded is an address of nothing.
  if (error instanceof URIError) return 'not-found';
  // What JSON.parse throws, marked with a status by whoever called it.
  if (error instanceof SyntaxError && foreignStatus(error) === 400) return 'body-malformed';
  const status = foreignStatus(error);
  return status === undefined ? undefined : BY_STATUS[status];
}

/** The client-error status that an error asks for, `status` or `statusCode`; `undefined` for any other. */
export function foreignStatus(error: unknown): number | undefined {
  const status = memberOf(error, 'status') ?? memberOf(error, 'statusCode');
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500
    ? status
    : undefined;
}

function memberOf(holder: unknown, name: string): unknown {
  try {
    return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  } catch {
    // A getter that throws tells nothing.
    return undefined;
  }
}

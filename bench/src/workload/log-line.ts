import { Address, Customer } from './customers.ts';

/**
 * What a careless handler logs: the request, the answer, the customer and two addresses. The keys
 * are not `req` and `res`, for which logging libraries have serializers of their own.
 */
export interface LogLine {
  readonly request: LoggedRequest;
  readonly answer: LoggedResponse;
  readonly customer: Customer;
  readonly delivery: Address;
  readonly billing: Address;
}

export class LoggedRequest {
  readonly id = 'req-7f3a';
  readonly method = 'POST';
  readonly url = '/orders';
  readonly userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36';
  readonly authorization = 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21lci0xIn0.c2lnbmF0dXJl';
  readonly remoteAddress = '192.0.2.33';
}

export class LoggedResponse {
  readonly statusCode = 201;
  readonly contentLength = 312;
  readonly elapsed = 12.5;
}

export const logLines: readonly LogLine[] = Array.from({ length: 16 }, (_, index) => ({
  request: new LoggedRequest(),
  answer: new LoggedResponse(),
  customer: new Customer(index),
  delivery: new Address(index),
  billing: new Address(index + 1),
}));

/** The six paths, in the notation of the rivals that redact by path. */
export const sensitivePaths = [
  'request.authorization',
  'customer.email',
  'customer.phone',
  'customer.passwordHash',
  'delivery.doorCode',
  'billing.doorCode',
] as const;

/** Ten values seen in a unit of work, none of which may leave in any text. */
export const sightedValues: readonly string[] = [
  'grace.hopper@example.org',
  'Hopper',
  '+33 7 98 76 54 32',
  '45 quai de la Fosse',
  '44000 Nantes',
  '1906-12-09',
  'FR76 3000 6000 0112 3456 7890 189',
  '1 06 12 44 109 001 77',
  'C-4471-88',
  '198.51.100.24',
];

/** A message in which one of them sits. */
export const sightedMessage = 'mail to grace.hopper@example.org bounced';

/** What no redacted line may hold. */
export const secrets: readonly string[] = [
  'eyJhbGciOiJIUzI1NiJ9',
  'ada.lovelace.',
  '+33 6 12 34 56',
  '$argon2id$',
  'B1000',
  'B1001',
];

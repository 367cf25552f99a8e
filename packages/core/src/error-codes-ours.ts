import { entry } from './error-entry.ts';

/** Codes of what goes wrong on our side: declarations, handlers, store, ledger and sources. */
export const OUR_ERRORS = {
  // start-up
  'findings-at-start': entry(
    'The declarations do not hold together',
    500,
    'Art. 24',
    'Read the findings below: each names its place and its remedy. Nothing is served until all errors are mended.',
  ),
  'authoriser-missing': entry(
    'The rights endpoint has no authoriser',
    500,
    'Art. 12(6)',
    'Pass `authorise`, a function that returns the data subject whom the request has proven to be.',
  ),
  'purpose-unknown': entry(
    'The policy declares no such purpose',
    500,
    'Art. 5(1)(b)',
    'Declare the purpose in definePolicy, or use one that is declared.',
  ),
  'model-not-declared': entry(
    'The model is not declared',
    500,
    'Art. 25(2)',
    'Decorate the class (or use defineModel) and list it in createPrivacy({ models }).',
  ),
  'declaration-invalid': entry(
    'The declaration cannot be read',
    500,
    'Art. 24',
    'Decorate instance fields and accessors with string names only; give definePolicy and defineModel plain records.',
  ),
  'decorator-metadata-missing': entry(
    'Standard decorators without metadata',
    500,
    'Art. 24',
    'Import @lawful/core before any module that declares a model, and compile with a tool that fills context.metadata (TypeScript 5.2 or later).',
  ),
  'duration-malformed': entry(
    'Not a duration of ISO 8601',
    500,
    'Art. 5(1)(e)',
    'Write whole numbers with their designators, for instance P3Y, P13M, P1Y6M or PT72H.',
  ),
  'instant-malformed': entry(
    'Not a date or date-time of RFC 3339',
    500,
    'Art. 5(2)',
    'Write 2026-09-01, or 2026-09-01T00:00:00Z.',
  ),
  'pseudonym-key-weak': entry(
    'The key for pseudonyms is too short',
    500,
    'Art. 4(5), 32(1)(a)',
    'Pass at least 16 random bytes, kept apart from the records, for instance from a key store.',
  ),
  'policy-not-in-force': entry(
    'No version of the policy is in force',
    503,
    'Art. 5(2)',
    'Check effectiveFrom of the declared versions.',
  ),
  // our side, 5xx
  'context-missing': entry(
    'Processing without a context',
    500,
    'Art. 5(2)',
    'Open one with privacy.run() or mount the processing() middleware before the handler.',
  ),
  'response-not-declared': entry(
    'The answer is not declared',
    500,
    'Art. 25(2)',
    'Name the model in `returns`, or declare the body opaque with a reason.',
  ),
  'response-shape-mismatch': entry(
    'The answer does not have the declared shape',
    500,
    'Art. 25(2)',
    'Return what `returns` names: one, a list, or the declared wrapper.',
  ),
  'subject-mismatch': entry(
    'An answer held data of another data subject',
    500,
    'Art. 5(1)(f)',
    'A self-service route serves the authenticated subject only; check the query behind it.',
  ),
  'body-already-sent': entry(
    'The body was written before it was admitted',
    500,
    'Art. 25(2)',
    'Let the gate answer before anything writes to the response.',
  ),
  'state-unknown': entry(
    'The state of the data subject cannot be read',
    503,
    'Art. 7(1), 21',
    'Try again later; what depends on consent or objection waits until the store answers.',
  ),
  'state-diverged': entry(
    'A stored state and the events behind it disagree',
    503,
    'Art. 5(1)(d), 5(2)',
    'Run `lawful consents verify` and, with its report read, `lawful consents rebuild`: the events are the truth.',
  ),
  'subject-id-invalid': entry(
    'The id of the data subject cannot be stored',
    500,
    'Art. 5(1)(d)',
    'Use ids of 1 to 1,024 bytes of well-formed text without NUL; longer names of people belong in a record, not in an id.',
  ),
  'event-not-storable': entry(
    'The event holds text that cannot be stored',
    422,
    'Art. 7(1)',
    'Send well-formed Unicode without NUL characters.',
  ),
  'evidence-too-large': entry(
    'The evidence is too large',
    413,
    'Art. 5(1)(c), 7(1)',
    'Send what proves the act (at most 64 KiB of JSON) and keep documents elsewhere.',
  ),
  'store-not-durable': entry(
    'Evidence needs a database that survives a crash',
    500,
    'Art. 5(2), 7(1)',
    'In production pass a pool of PostgreSQL: embedded PGlite never waits for the disk.',
  ),
  'store-schema-behind': entry(
    'The database schema is older than this version needs',
    503,
    'Art. 24',
    'Run `lawful migrate` before the new version starts.',
  ),
  'migration-refused': entry(
    'The database could not be migrated',
    503,
    'Art. 24',
    'Give the migrating role what is named, or read the log of the database; nothing was changed.',
  ),
  'store-schema-ahead': entry(
    'The database schema is newer than this version understands',
    503,
    'Art. 24',
    'Deploy a newer version of @lawful/postgres: the schema no longer serves this one.',
  ),
  'destination-invalid': entry(
    'The destination of messages cannot be used',
    500,
    'Art. 32(1)(a)',
    'Give it a name of a-z, 0-9, ".", "_" or "-", known topics, an https address without credentials, and whsec_ secrets of 24 to 64 bytes.',
  ),
  'audit-unavailable': entry(
    'The audit trail does not accept records',
    503,
    'Art. 5(2)',
    'Try again later; nothing is processed without evidence.',
  ),
  'source-unavailable': entry(
    'A source of personal data does not answer',
    503,
    'Art. 15',
    'Try again later; no partial copy is served.',
  ),
  'internal-error': entry(
    'Internal error',
    500,
    'RFC 9110',
    'Nothing of the request is repeated here; see the server log by the instance id.',
  ),
} as const;

import { PrivacyError } from '../errors.ts';
import { EXPORT_FORMATS } from '../rights/export/open-export.ts';
import type { ExportScope } from '../rights/export/selection.ts';
import { requireType } from './json-answer.ts';
import { languageAsked } from './language-asked.ts';
import type { NeutralRequest, NeutralResponse } from './neutral.ts';
import type { RouteTools } from './rights-endpoint.ts';

/** Identifies the JSON Schema of an export, `schemas/export.schema.json`. */
const EXPORT_SCHEMA = 'urn:x-lawful:schema:export:1';

const FORMATS = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
  'application/ld+json': 'json-ld',
} as const satisfies Readonly<Record<string, keyof typeof EXPORT_FORMATS>>;

const TYPES = [
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'application/ld+json',
] as const;

/** `GET /export?scope=access|portability`: the caller's own data, streamed, in the format that `Accept` asks for. */
export async function answerExport(
  request: NeutralRequest,
  subject: string,
  { rights, base }: RouteTools,
): Promise<NeutralResponse> {
  const scope = scopeAsked(request.query.get('scope'));
  const type = requireType(request, TYPES);
  const language = languageAsked(request);
  const { mediaType, extension } = EXPORT_FORMATS[FORMATS[type]];
  const links = [
    `<${base}/notice>; rel="privacy-policy"`,
    ...(type === 'application/json' || type === 'application/ld+json'
      ? [`<${EXPORT_SCHEMA}>; rel="describedby"`]
      : []),
  ];
  const headers = {
    'Content-Type': mediaType,
    'Content-Language': language,
    'Content-Disposition': `attachment; filename="personal-data-${scope}.${extension}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept, Accept-Language',
    Link: links.join(', '),
  };
  // Nothing is read, and no export is recorded, for somebody who only asks what it would be like.
  if (request.method === 'HEAD') return { status: 200, headers, body: undefined };
  const { chunks } = await rights.export(subject, { scope, language, format: FORMATS[type] });
  return { status: 200, headers, body: chunks };
}

function scopeAsked(scope: string | null): ExportScope {
  if (scope === null || scope === 'access') return 'access';
  if (scope === 'portability') return 'portability';
  throw new PrivacyError('request-invalid', {
    errors: [{ pointer: '#/scope', detail: 'access or portability' }],
  });
}

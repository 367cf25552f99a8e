import { readFile } from 'node:fs/promises';
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import type { ConsentLine, EventLine, FooterLine, HeaderLine } from './format.ts';
import { LineRejected } from './rejection.ts';

/** A line whose shape has been checked against the published schema. */
export type CheckedLine =
  | { readonly is: 'consent'; readonly line: ConsentLine }
  | { readonly is: 'event'; readonly line: EventLine }
  | { readonly is: 'header'; readonly line: HeaderLine }
  | { readonly is: 'footer'; readonly line: FooterLine };

/** Reads JSON and checks its shape. Throws {@link LineRejected}. */
export type ReadLine = (text: string) => CheckedLine;

const SCHEMA = new URL('../../schemas/consent-import.schema.json', import.meta.url);

/** Compiles the schema; loaded when something is imported and not before. */
export async function lineSchema(): Promise<ReadLine> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const schema: AnySchema & { readonly $id: string } = JSON.parse(await readFile(SCHEMA, 'utf8'));
  // Formats are checked where times are read; a line that is refused needs one reason, not all.
  const ajv = new Ajv2020({ validateFormats: false, discriminator: true, strictTypes: false });
  ajv.addSchema(schema);
  const shape = <T>(name: string): ValidateFunction<T> =>
    ajv.compile<T>({ $ref: `${schema.$id}#/$defs/${name}` });
  const [isConsent, isEvent] = [shape<ConsentLine>('consent'), shape<EventLine>('event')];
  const [isHeader, isFooter] = [shape<HeaderLine>('header'), shape<FooterLine>('footer')];
  return (text) => {
    const line = parse(text);
    if (!isObject(line)) throw new LineRejected('line-invalid');
    // Which of the four it means to be is told by one member, so that the reason fits.
    if (Object.hasOwn(line, 'event')) return { is: 'event', line: checked(isEvent, line) };
    if (Object.hasOwn(line, 'lawful')) return { is: 'header', line: checked(isHeader, line) };
    if (Object.hasOwn(line, 'end')) return { is: 'footer', line: checked(isFooter, line) };
    return { is: 'consent', line: checked(isConsent, line) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LineRejected('json-malformed');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checked<T>(is: ValidateFunction<T>, line: unknown): T {
  if (is(line)) return line;
  throw new LineRejected('line-invalid', pointerOf(is.errors?.[0]));
}

/** Members that the schema names; a member that it does not know is not repeated, its name may be a value. */
function pointerOf(error: ErrorObject | undefined): string {
  if (error === undefined) return '';
  const missing: unknown = error.keyword === 'required' ? error.params.missingProperty : undefined;
  return typeof missing === 'string' ? `${error.instancePath}/${missing}` : error.instancePath;
}

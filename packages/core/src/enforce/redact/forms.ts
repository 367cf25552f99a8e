/**
 * The forms in which a value can stand in a text, lower-cased: as it is, in JSON (also in JSON inside JSON), in a URL,
 * in a form body, in HTML and in base64 at any of its three alignments.
 */
export function formsOf(value: string): readonly string[] {
  const json = inJson(value);
  const forms = [value, json, inJson(json), inUrl(value), inUrl(value).replaceAll('%20', '+')];
  forms.push(value.normalize('NFC'), value.normalize('NFD'), inHtml(value));
  if (value.length >= BASE64_LEAST) forms.push(...inBase64(value));
  return [...new Set(forms.map(lower))].filter((form) => form.trim() !== '');
}

/** Shorter values have a base64 core of a few letters, which any text may hold. */
const BASE64_LEAST = 6;

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function inUrl(value: string): string {
  // A lone surrogate cannot be written in a URL; well-formed text can.
  return encodeURIComponent(value.isWellFormed() ? value : value.toWellFormed());
}

function inHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The part of the base64 text that depends on the value alone, whatever stands before and after it. */
function inBase64(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice(first, whole);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function lower(form: string): string {
  const lowered = form.toLowerCase();
  return lowered.length === form.length ? lowered : form;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const HARMLESS = /^(?:https?|mailto|tel):/i;
const EMAIL = /^[^\s@<>"'()]+@[^\s@<>"'()]+\.[^\s@<>"'()]+$/;

/**
 * Where a contact or an address leads: `mailto:` for a bare e-mail address, a path or a URI of a harmless scheme as it
 * is. Undefined for everything else, `javascript:` first of all.
 */
export function linkOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (/\s/.test(trimmed) || trimmed === '') return undefined;
  if (EMAIL.test(trimmed) && !SCHEME.test(trimmed)) return `mailto:${trimmed}`;
  if (HARMLESS.test(trimmed)) return trimmed;
  // One slash: two would lead to another host.
  return /^\/(?![/\\])/.test(trimmed) ? trimmed : undefined;
}

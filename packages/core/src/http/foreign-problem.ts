import type { UnitOfWork } from '../enforce/unit.ts';

/**
 * What may leave of a problem document that the application wrote itself: the members of RFC 9457, texts without any
 * sighted value, and pointers. Other members could hold anything and are dropped.
 */
export function problemMembers(body: unknown, unit: UnitOfWork): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const name of ['type', 'title', 'detail', 'instance']) {
    const text = memberOf(body, name);
    if (typeof text === 'string') members[name] = unit.sightings.redact(text);
  }
  const status = memberOf(body, 'status');
  if (typeof status === 'number') members.status = status;
  const errors = memberOf(body, 'errors');
  if (Array.isArray(errors)) members.errors = errors.map((error) => pointed(error, unit));
  return members;
}

function pointed(error: unknown, unit: UnitOfWork): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of ['pointer', 'detail']) {
    const text = memberOf(error, name);
    if (typeof text === 'string') kept[name] = unit.sightings.redact(text);
  }
  return kept;
}

function memberOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}

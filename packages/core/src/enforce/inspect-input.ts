import { type FieldError, PrivacyError } from '../errors.ts';
import type { ShapePlan } from './minimise/plan.ts';
import { DEPTH_LIMIT } from './minimise/walk.ts';

/** What an input lacks and what it has too much; filled while it is looked through. */
export interface Remarks {
  /** Required fields that are not given, at most {@link NAMED} of them. */
  missing: FieldError[] | undefined;
  /** Keys that do not pass, at most {@link NAMED} of them; only where they are refused. */
  surplus: FieldError[] | undefined;
  /** How many keys do not pass. */
  dropped: number;
  /** At least one of them is declared, but not for this purpose. */
  declared: boolean;
}

/** Looks through one element. `at` is its JSON Pointer fragment, `#/items/0`. */
export type Inspector = (element: unknown, at: string, remarks: Remarks, depth?: number) => void;

/** An answer names at most this many fields; the rest is counted. */
export const NAMED = 20;

/** Nothing remarked yet. */
export function noRemarks(): Remarks {
  return { missing: undefined, surplus: undefined, dropped: 0, declared: false };
}

/** Makes inspectors for one purpose, one per plan. @param name whether surplus keys are named */
export function inspectors(purpose: string, name: boolean): (plan: ShapePlan) => Inspector {
  const made = new Map<ShapePlan, Inspector>();
  const inspectorOf = (plan: ShapePlan): Inspector => {
    const known = made.get(plan);
    if (known !== undefined) return known;
    let real: Inspector | undefined;
    // Set before it is made: a recursive plan finds itself.
    made.set(plan, (...them) => real?.(...them));
    real = compileInspector(plan, purpose, name, inspectorOf);
    made.set(plan, real);
    return real;
  };
  return inspectorOf;
}

function compileInspector(
  plan: ShapePlan,
  purpose: string,
  name: boolean,
  inspectorOf: (plan: ShapePlan) => Inspector,
): Inspector {
  const inOrder = plan.fields.map((field) => field.key);
  const passing = new Set(inOrder);
  const required = requiredFields(plan, purpose);
  const nested = plan.fields.flatMap((field) =>
    field.as === 'value'
      ? []
      : [
          {
            key: field.key,
            at: `/${pointerKey(field.key)}`,
            eachOf: eachOf[field.as],
            inspect: inspectorOf(field.plan),
          },
        ],
  );
  return (element, at, remarks, depth = 0) => {
    if (!isElement(element)) return;
    if (depth > DEPTH_LIMIT) throw new PrivacyError('nesting-too-deep');
    for (const field of required) {
      if (isGiven(element, field.key)) continue;
      remarks.missing ??= [];
      if (remarks.missing.length >= NAMED) break;
      remarks.missing.push({ ...field.error, pointer: `${at}${field.error.pointer}` });
    }
    let place = 0;
    for (const key of Object.keys(element)) {
      // Most clients send the keys as they are declared.
      if (key === inOrder[place++] || passing.has(key)) continue;
      remarks.dropped++;
      if (plan.model.byKey.has(key)) remarks.declared = true;
      if (!name) continue;
      remarks.surplus ??= [];
      if (remarks.surplus.length < NAMED) remarks.surplus.push(surplusKey(plan, key, at));
    }
    for (const field of nested) {
      if (!Object.hasOwn(element, field.key)) continue;
      field.eachOf(Reflect.get(element, field.key), `${at}${field.at}`, (item, where) =>
        field.inspect(item, where, remarks, depth + 1),
      );
    }
  };
}

function requiredFields(plan: ShapePlan, purpose: string) {
  return plan.model.fields.flatMap(({ key, uses }) => {
    const use = uses.find((it) => it.purpose === purpose && it.required);
    if (use === undefined) return [];
    const { consequence } = use;
    const error: FieldError = {
      pointer: `/${pointerKey(key)}`,
      detail: 'mandatory',
      ...(consequence === undefined ? {} : { consequence }),
    };
    return [{ key, error }];
  });
}

/** A key that nobody declared may itself be a personal value: it is counted, and named only where we know it. */
function surplusKey(plan: ShapePlan, key: string, at: string): FieldError {
  const known = plan.model.byKey.get(key);
  if (known === undefined) return { pointer: at, detail: 'a key that is not declared' };
  return {
    pointer: `${at}/${pointerKey(key)}`,
    detail: known.subjectId ? 'not chosen by the sender' : 'not necessary for this purpose',
  };
}

type Each = (value: unknown, at: string, take: (item: unknown, at: string) => void) => void;

/** The elements of a nested field with their places. The keys of a map may be personal values: they are not named. */
const eachOf: Readonly<Record<'one' | 'array' | 'map', Each>> = {
  one: (value, at, take) => take(value, at),
  array: (value, at, take) => {
    if (Array.isArray(value)) value.forEach((item, index) => void take(item, `${at}/${index}`));
  },
  map: (value, at, take) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const item of Object.values(value)) take(item, `${at}/*`);
  },
};

/** Whether something can be looked through; what cannot is refused when it is shaped. */
function isElement(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Map || value instanceof Set);
}

function isGiven(element: object, key: string): boolean {
  if (!Object.hasOwn(element, key)) return false;
  const held: unknown = Reflect.get(element, key);
  return held !== undefined && held !== null && held !== '';
}

/** Escapes a key for a JSON Pointer in a URI fragment (RFC 6901, 3 and 6). */
export function pointerKey(key: string): string {
  return encodeURIComponent(key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
}

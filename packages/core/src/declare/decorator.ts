import { PrivacyError } from '../errors.ts';
import type { DataSubjectId } from '../vocabulary/index.ts';
import './metadata-symbol.ts';
import type { FieldDeclaration, ModelClass } from './model.ts';
import { declareDataSubject, declareField, type Owner } from './registry.ts';

/** What a standard field decorator is told, as far as we read it. Private and static members do not compile. */
export interface FieldContext {
  readonly kind: 'field' | 'getter' | 'setter' | 'accessor';
  readonly name: string;
  readonly static: false;
  readonly private: false;
  readonly metadata: object | undefined;
}

/** What a standard class decorator is told, as far as we read it. */
export interface ClassContext {
  readonly kind: 'class';
  readonly metadata: object | undefined;
}

/** A decorator of fields and accessors, for both dialects: standard `(value, context)` and legacy `(target, key)`. */
export interface FieldDecorator {
  (value: unknown, context: FieldContext): void;
  <T extends object>(target: Instance<T>, key: string, descriptor?: PropertyDescriptor): void;
}

/** Anything but a class: a static member is decorated with the class itself as its target. */
type Instance<T> = T & (T extends { readonly prototype: unknown } ? never : unknown);

/** A decorator of classes, for both dialects; legacy ones get no context. */
export type ClassDecoratorOf<C extends ModelClass = ModelClass> = (
  target: C,
  context?: ClassContext,
) => void;

/** A field decorator that says `declaration` of the field it stands before. */
export function fieldDecorator(declaration: FieldDeclaration): FieldDecorator {
  return (target: unknown, at: unknown, third?: unknown): void => {
    if (isContext(at)) {
      const key = keyOf(at.name, 'a standard decorator');
      if (at.private === true) throw misplaced(`#${key.replace(/^#/, '')} is private`);
      if (at.static === true) throw misplaced(`${key} is static`);
      if (at.kind === 'method') throw misplaced(`${key} is a method`);
      declareField(metadataOf(at, key), key, declaration);
      return;
    }
    const { owner, name } = legacyOwner(target);
    const key = keyOf(at, name);
    const place = `${name}.${key}`;
    if (typeof target === 'function') throw misplaced(`${place} is static`);
    if (typeof third === 'number') throw misplaced(`${place} is a parameter of a method`);
    if (isMethod(third)) throw misplaced(`${place} is a method`);
    declareField(owner, key, declaration);
  };
}

/** A class decorator that says whose data the records are. */
export function classDecorator(term: DataSubjectId): ClassDecoratorOf {
  return (target, context): void => {
    declareDataSubject(context === undefined ? target : metadataOf(context, target.name), term);
  };
}

function metadataOf(context: { readonly metadata?: unknown }, place: string): Owner {
  const { metadata } = context;
  if (typeof metadata === 'object' && metadata !== null) return metadata;
  throw new PrivacyError('decorator-metadata-missing', { what: place });
}

function legacyOwner(target: unknown): { readonly owner: Owner; readonly name: string } {
  const owner: unknown =
    typeof target === 'object' && target !== null ? target.constructor : target;
  if (typeof owner !== 'function') throw misplaced('it does not stand before a member of a class');
  return { owner, name: owner.name };
}

function keyOf(key: unknown, place: string): string {
  if (typeof key === 'string') return key;
  throw misplaced(`${place} has a key that is not a string: ${String(key)}`);
}

function isContext(value: unknown): value is Partial<Record<keyof FieldContext, unknown>> {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function isMethod(descriptor: unknown): boolean {
  return (
    typeof descriptor === 'object' &&
    descriptor !== null &&
    'value' in descriptor &&
    typeof descriptor.value === 'function'
  );
}

function misplaced(what: string): PrivacyError {
  return new PrivacyError('declaration-invalid', { what });
}

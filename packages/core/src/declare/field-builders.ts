import { PrivacyError } from '../errors.ts';
import { frozenCopy } from './frozen-copy.ts';
import type { FieldDeclaration, ModelRef, NestedAs, PersonalDataInput } from './model.ts';

/** Says that a field holds the identifier of the data subject, as the application writes it. */
export function subjectId(): FieldDeclaration<never> {
  return Object.freeze({ kind: 'subject-id' });
}

/** Says that a field holds no personal data: it passes for every purpose. */
export function notPersonal(): FieldDeclaration<never> {
  return Object.freeze({ kind: 'not-personal' });
}

/** Says that a field holds personal data of one category, and for which purpose(s). */
export function personal<P extends string>(input: PersonalDataInput<P>): FieldDeclaration<P> {
  return Object.freeze({ kind: 'personal', uses: Object.freeze([frozenCopy(input, 'personal')]) });
}

/**
 * Says that a field holds records of another model: one, an array of them, or an object or Map whose values they are.
 * The model is named by a function, because it may be declared further down, or be the same one.
 */
export function nested(model: () => ModelRef, as: NestedAs = 'one'): FieldDeclaration<never> {
  if (typeof model !== 'function' || !NESTED_AS.includes(as)) {
    throw new PrivacyError('declaration-invalid', {
      what: `nested() takes a function, and one of ${NESTED_AS.join(', ')}`,
    });
  }
  return Object.freeze({ kind: 'nested', model, as });
}

const NESTED_AS = ['one', 'array', 'map'] as const satisfies readonly NestedAs[];

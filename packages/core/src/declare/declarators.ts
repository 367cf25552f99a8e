import type { DataSubjectId } from '../vocabulary/index.ts';
import {
  type ClassDecoratorOf,
  classDecorator,
  type FieldDecorator,
  fieldDecorator,
} from './decorator.ts';
import { type DefineModel, defineModel } from './define-model.ts';
import { nested, notPersonal, personal, subjectId } from './field-builders.ts';
import type { FieldDeclaration, ModelRef, NestedAs, PersonalDataInput } from './model.ts';

/** Everything that declares models for one policy: a purpose that the policy does not name does not compile. */
export interface Declarators<P extends string> {
  /** Whose data the records of a class are, `@DataSubject('dpv:Customer')` (Art. 4(1), 30(1)(c)). */
  readonly DataSubject: (term: DataSubjectId) => ClassDecoratorOf;
  /** The field that identifies the data subject. */
  readonly SubjectId: () => FieldDecorator;
  /** A field with personal data: category, purpose(s), legal basis. Repeatable. */
  readonly PersonalData: (input: PersonalDataInput<P>) => FieldDecorator;
  /** A field without personal data. */
  readonly NotPersonal: () => FieldDecorator;
  /** A field that holds records of another model. */
  readonly Nested: (model: () => ModelRef, as?: NestedAs) => FieldDecorator;
  /** Declares plain objects, and any Standard Schema. */
  readonly defineModel: DefineModel<P>;
  /** `@PersonalData` for `defineModel`. */
  readonly personal: (input: PersonalDataInput<P>) => FieldDeclaration<P>;
  /** `@Nested` for `defineModel`. */
  readonly nested: (model: () => ModelRef, as?: NestedAs) => FieldDeclaration<never>;
  /** `@SubjectId` for `defineModel`. */
  readonly subjectId: () => FieldDeclaration<never>;
  /** `@NotPersonal` for `defineModel`. */
  readonly notPersonal: () => FieldDeclaration<never>;
}

/** The declarators of a policy with these purposes. What they declare is bound to a policy by the catalogue. */
export function declarators<P extends string>(): Declarators<P> {
  return {
    DataSubject: classDecorator,
    SubjectId: () => fieldDecorator(subjectId()),
    PersonalData: (input) => fieldDecorator(personal(input)),
    NotPersonal: () => fieldDecorator(notPersonal()),
    Nested: (model, as) => fieldDecorator(nested(model, as)),
    defineModel,
    personal,
    nested,
    subjectId,
    notPersonal,
  };
}

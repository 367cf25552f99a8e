import { ValidateBy, type ValidationOptions } from 'class-validator';

/** NUL and halves of characters, which no database keeps. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Text of 1 to `max` characters, not only blanks, that the database can keep as it is. */
export function Text(max: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'text',
      validator: {
        validate: (value) =>
          typeof value === 'string' &&
          value.trim() !== '' &&
          value.length <= max &&
          !UNSTORABLE.test(value),
        defaultMessage: (about) => `${about?.property} must be text of 1 to ${max} characters`,
      },
    },
    options,
  );
}

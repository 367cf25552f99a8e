import { ValidateBy, type ValidationOptions } from 'class-validator';

/** NUL and halves of characters, which no database keeps. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether `value` is text of 1 to `max` characters, not only blanks, that the database can keep as it is. */
export function isText(value: unknown, max: number): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= max &&
    !UNSTORABLE.test(value)
  );
}

/** Text of 1 to `max` characters; see {@link isText}. */
export function Text(max: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'text',
      validator: {
        validate: (value) => isText(value, max),
        defaultMessage: (about) => `${about?.property} must be text of 1 to ${max} characters`,
      },
    },
    options,
  );
}

import { ValidateBy } from 'class-validator';

const RFC_3339 = /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

/** An instant of this century, written as RFC 3339 has it, `2027-01-04T09:00:00Z`. Without an offset nobody knows when it is. */
export function Instant(): PropertyDecorator {
  return ValidateBy({
    name: 'instant',
    validator: {
      validate: (value) =>
        typeof value === 'string' && RFC_3339.test(value) && !Number.isNaN(Date.parse(value)),
      defaultMessage: (about) => `${about?.property} must be a date and time with an offset`,
    },
  });
}

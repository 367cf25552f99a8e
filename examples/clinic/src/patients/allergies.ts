import { ValidateBy } from 'class-validator';
import { isText } from '../http/text.ts';

const LONGEST = 200;
const MOST = 50;

/** What somebody does not tolerate: one text, or a list of them. Kept as it was given. */
export type Allergies = string | string[];

/** Allows {@link Allergies} and nothing else. */
export function IsAllergies(): PropertyDecorator {
  return ValidateBy({
    name: 'allergies',
    validator: {
      validate: (value) =>
        Array.isArray(value)
          ? value.length <= MOST && value.every((each) => isText(each, LONGEST))
          : isText(value, LONGEST),
      defaultMessage: () => `allergies must be text, or a list of up to ${MOST} texts`,
    },
  });
}

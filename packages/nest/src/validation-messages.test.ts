import { BadRequestException } from '@nestjs/common';
import { expect, test } from 'vitest';
import { problemOfValidation } from './validation-problem.ts';

test.each([
  ['address.street should not be empty', '#/address/street', 'is not valid'],
  ['contacts.1.email must be an email', '#/contacts/1/email', 'is not valid'],
  ['each value in tags must be a string', '#/tags', 'is not valid'],
  ['address.each value in tags must be a string', '#/address/tags', 'is not valid'],
  ['nested property address must be either object or array', '#/address', 'is not valid'],
  ['contacts.each value in nested property contacts must be either', '#/contacts', 'is not valid'],
  ['property Anna should not exist', '#', 'an undeclared key'],
  ['address.property Anna should not exist', '#/address', 'an undeclared key'],
  ['property property email should not exist', '#', 'an undeclared key'],
  ['[3] address.street should not be empty', '#/3/address/street', 'is not valid'],
  ['[3] address.street: the street is missing', '#/3/address/street', 'is not valid'],
  ['address.Anna has no street', '#/address', 'is not valid'],
  ['contacts.Anna.email must be an email', '#/contacts', 'is not valid'],
  ['Anna is not a city', '#', 'is not valid'],
  ['37 is too young', '#', 'is not valid'],
  ['[37] is too young', '#', 'is not valid'],
  ['tags.37 is too young', '#/tags', 'is not valid'],
  ['contacts.330102030405.email is wrong', '#/contacts', 'is not valid'],
  ['', '#', 'is not valid'],
])('of the message %j, only declared keys are repeated', (message, pointer, detail) => {
  const problem = problemOfValidation(new BadRequestException([message]), isDeclared);
  expect(problem?.details.errors).toEqual([{ pointer, detail }]);
});

test.each(['330102030405 is not a number', '37', 'address.330102030405.street is wrong'])(
  'numbers are values, whatever else is declared: %s',
  (message) => {
    const problem = problemOfValidation(new BadRequestException([message]), () => true);
    expect(JSON.stringify(problem?.details)).not.toMatch(/\d{2}/);
  },
);

test('messages of a hostile request are read in a moment', () => {
  const start = performance.now();
  const key = 'property '.repeat(200_000);
  const path = 'address.'.repeat(200_000);
  for (const message of [`property ${key} should not exist`, `${path}x`, ' '.repeat(1e6)]) {
    problemOfValidation(new BadRequestException([`${message}!`, message]), () => true);
    problemOfValidation(new BadRequestException({ message: { [message]: [message] } }), () => true);
  }
  expect(performance.now() - start).toBeLessThan(2_000);
});

const DECLARED = new Set([
  'address',
  'address.street',
  'address.city',
  'address.tags',
  'contacts',
  'contacts.email',
  'tags',
  'age',
  'a/b~c',
]);

function isDeclared(path: string[]): boolean {
  return DECLARED.has(path.join('.'));
}

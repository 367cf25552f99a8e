import 'reflect-metadata';
import { isPrivacyError, type PrivacyError } from '@lawful/core';
import { canarySubject, findCanaries } from '@lawful/core/testing';
import {
  type ArgumentMetadata,
  BadRequestException,
  ConflictException,
  ForbiddenException,
  HttpException,
  NotFoundException,
  ParseArrayPipe,
  UnprocessableEntityException,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsEmail,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { expect, test } from 'vitest';
import { problemOfValidation, validationProblem } from './validation-problem.ts';

const CANARIES = canarySubject(['street', 'email', 'name', 'key']);
const CANARY = String(CANARIES.street);

class Address {
  @IsNotEmpty() street!: string;
  @IsString({ message: 'the city $value will not do' }) city!: string;
}

class Contact {
  @IsEmail({}, { message: '$value is not an address of $target' }) email!: string;
}

class NewPatient {
  @ValidateNested() @Type(() => Address) address!: Address;
  @ValidateNested({ each: true }) @Type(() => Contact) contacts!: Contact[];
  @ValidateNested() @Type(() => Contact) relatives!: Map<string, Contact>;
  @IsString({ each: true }) @ArrayMinSize(1) tags!: string[];
  @IsInt({ message: '$value' }) age!: number;
  @MaxLength(3) @IsString() 'a/b~c'!: string;
}

/** A request in which everything is wrong, and every value is somebody's. */
function wrong(): Record<string, unknown> {
  return {
    address: { street: '', city: 7, [String(CANARIES.key)]: 1 },
    contacts: [{ email: 'fine@canary.example' }, { email: CANARIES.name }, CANARIES.email],
    relatives: { [String(CANARIES.key)]: { email: CANARIES.name } },
    tags: [{ [String(CANARIES.key)]: CANARY }],
    age: 37,
    'a/b~c': CANARY,
    [String(CANARIES.key)]: CANARY,
    [`x should not exist, property ${CANARY}`]: 1,
  };
}

const MODES: readonly ValidationPipeOptions[] = [
  {},
  { transform: true },
  { transform: true, whitelist: true },
  { whitelist: true, forbidNonWhitelisted: true },
  { stopAtFirstError: true, forbidUnknownValues: true },
  { errorHttpStatusCode: 422, dismissDefaultMessages: true },
  { validationError: { target: true, value: true } },
  { errorFormat: 'grouped', whitelist: true, forbidNonWhitelisted: true },
];

test.each(MODES)(
  'a refused request is told by places and rules, without a value: %j',
  async (mode) => {
    const problem = await refusal({ ...mode, exceptionFactory: validationProblem }, wrong());
    const { code, details } = asPrivacyError(problem);
    expect(code).toBe('request-invalid');
    expect(findCanaries(JSON.stringify([problem, details]), CANARIES)).toEqual([]);
    expect(JSON.stringify(details)).not.toContain('37');
    expect(pointers(details.errors)).toEqual(
      expect.arrayContaining(['#/address/street', '#/contacts/1/email', '#/tags', '#/a~1b~0c']),
    );
  },
);

test.each(MODES)('so is one that the pipe refuses by itself: %j', async (mode) => {
  const exception = await refusal(mode, wrong());
  const { code, details } = asPrivacyError(problemOfValidation(exception, isDeclared));
  expect(code).toBe('request-invalid');
  expect(findCanaries(JSON.stringify(details), CANARIES)).toEqual([]);
  expect(JSON.stringify(details)).not.toContain('37');
  // Without a message of its own, a rule says nothing.
  const expected = mode.dismissDefaultMessages
    ? ['#']
    : ['#/address/street', '#/tags', '#/a~1b~0c'];
  expect(pointers(details.errors)).toEqual(expect.arrayContaining(expected));
});

test.each(MODES.filter((mode) => !mode.errorHttpStatusCode))(
  'control: the exceptions of the pipe hold values: %j',
  async (mode) => {
    const exception = await refusal(mode, wrong());
    expect(findCanaries(JSON.stringify(responseOf(exception)), CANARIES)).not.toEqual([]);
  },
);

test.each([
  { why: 'with 400', factory: (errors: object[]) => new BadRequestException(errors) },
  { why: 'with 422', factory: (errors: object[]) => new UnprocessableEntityException(errors) },
  { why: 'as they are', factory: (errors: object[]) => new HttpException(errors, 400) },
  {
    why: 'in an object',
    factory: (errors: object[]) => new BadRequestException({ message: errors, more: CANARY }),
  },
])('errors of class-validator in an exception lose their values: $why', async ({ factory }) => {
  const options = { validationError: { target: true, value: true }, exceptionFactory: factory };
  const exception = await refusal(options, wrong());
  expect(findCanaries(JSON.stringify(responseOf(exception)), CANARIES), 'control').not.toEqual([]);
  const { details } = asPrivacyError(problemOfValidation(exception, () => false));
  expect(findCanaries(JSON.stringify(details), CANARIES)).toEqual([]);
  expect(details.errors).toContainEqual({
    pointer: '#/address/street',
    detail: 'does not satisfy isNotEmpty',
  });
});

test('a pipe that says nothing keeps what it knows, unless it is asked', async () => {
  const silent = { disableErrorMessages: true, whitelist: true };
  const exception = await refusal(silent, wrong());
  expect(findCanaries(JSON.stringify(responseOf(exception)), CANARIES)).toEqual([]);
  expect(problemOfValidation(exception, () => true)).toBeUndefined();
  const asked = await refusal({ ...silent, exceptionFactory: validationProblem }, wrong());
  expect(pointers(asPrivacyError(asked).details.errors)).toContain('#/address/street');
});

test('every rule that is broken has its place, and undeclared keys that of what holds them', async () => {
  const exceptionFactory = validationProblem;
  const forbidding = { whitelist: true, forbidNonWhitelisted: true, exceptionFactory };
  const { details } = asPrivacyError(await refusal(forbidding, { ...wrong(), age: 'x' }));
  expect(details.errors).toEqual([
    { pointer: '#', detail: 'an undeclared key' },
    { pointer: '#/address', detail: 'an undeclared key' },
    { pointer: '#/address/street', detail: 'does not satisfy isNotEmpty' },
    { pointer: '#/address/city', detail: 'does not satisfy isString' },
    { pointer: '#/contacts/1/email', detail: 'does not satisfy isEmail' },
    { pointer: '#/contacts/2', detail: 'does not satisfy nestedValidation' },
    { pointer: '#/relatives/*/email', detail: 'does not satisfy isEmail' },
    { pointer: '#/tags', detail: 'does not satisfy isString' },
    { pointer: '#/age', detail: 'does not satisfy isInt' },
    { pointer: '#/a~1b~0c', detail: 'does not satisfy maxLength' },
  ]);
});

test.each([
  { type: 'a list', value: [CANARY] },
  { type: 'a text', value: CANARY },
])('a body that is $type instead of an object is told as a whole', async ({ value }) => {
  const { details } = asPrivacyError(
    await refusal({ exceptionFactory: validationProblem }, value, AllOptional),
  );
  expect(details.errors).toEqual([{ pointer: '#', detail: 'does not satisfy isObject' }]);
});

test('items of a list that is validated one by one are told by their position', async () => {
  const pipe = new ParseArrayPipe({ items: Contact, stopAtFirstError: false });
  const body = [{ email: 'fine@canary.example' }, { email: CANARIES.name }];
  const exception = await pipe.transform(body, BODY).catch((error: unknown) => error);
  expect(findCanaries(JSON.stringify(responseOf(exception)), CANARIES), 'control').not.toEqual([]);
  const { details } = asPrivacyError(problemOfValidation(exception, isDeclared));
  // The message is the application's own, and says no key.
  expect(details.errors).toEqual([{ pointer: '#', detail: 'is not valid' }]);
});

test.each<[string, unknown]>([
  ['an error of our own', validationProblem([])],
  ['no error', { getStatus: () => 400, getResponse: () => ['x'] }],
  ['a missing page', new NotFoundException(['address.street'])],
  ['a conflict', new ConflictException(['address.street'])],
  ['a refusal', new ForbiddenException([{ property: 'street', constraints: {} }])],
  ['one text', new BadRequestException('address.street should not be empty')],
  ['nothing said', new BadRequestException()],
  ['an empty list', new BadRequestException([])],
  ['a list of something else', new BadRequestException([{ street: CANARY }, 1])],
  ['texts and something else', new BadRequestException(['address.street', { street: CANARY }])],
  ['an object of something else', new BadRequestException({ message: { street: CANARY } })],
  ['nothing', undefined],
])('%s is not taken for a refused request', (_, exception) => {
  expect(problemOfValidation(exception, () => true)).toBeUndefined();
});

test('what rules are called may be told, but only as far as it is a name', () => {
  const faults = [{ property: 'street', constraints: { [`no ${CANARY}`]: 'x', isString: 'x' } }];
  expect(validationProblem(faults).details.errors).toEqual([
    { pointer: '#/street', detail: 'is not valid' },
    { pointer: '#/street', detail: 'does not satisfy isString' },
  ]);
});

test('where another validator is used, what is named like a property is one', () => {
  const storage = Reflect.get(globalThis, 'classValidatorMetadataStorage');
  Reflect.set(globalThis, 'classValidatorMetadataStorage', undefined);
  try {
    const constraints = { isString: 'x' };
    const found = validationProblem([
      { property: 'unheardOf', constraints },
      { property: 'Anna Moreau', constraints },
    ]);
    expect(pointers(found.details.errors)).toEqual(['#/unheardOf', '#']);
  } finally {
    Reflect.set(globalThis, 'classValidatorMetadataStorage', storage);
  }
});

test('a problem names at most 20 places, and none deeper than 64', async () => {
  const contacts = Array.from({ length: 50 }, () => ({ email: '' }));
  const exceptionFactory = validationProblem;
  const many = asPrivacyError(await refusal({ exceptionFactory }, { ...wrong(), contacts }));
  expect(many.details.errors).toHaveLength(20);
  let deep: { property: string; children: object[]; constraints?: Record<string, string> } = {
    property: 'address',
    children: [],
    constraints: { isString: 'x' },
  };
  for (let depth = 0; depth < 5_000; depth++) deep = { property: 'address', children: [deep] };
  const [only] = validationProblem([deep]).details.errors ?? [];
  expect(only?.pointer.match(/\//g)).toHaveLength(65);
});

class AllOptional {
  @IsOptional() @IsString() street?: string;
}

const BODY: ArgumentMetadata = { type: 'body', metatype: Array };

const KEYS = new Set(['address', 'street', 'city', 'contacts', 'email', 'tags', 'age', 'a/b~c']);

function isDeclared(path: string[]): boolean {
  return path.every((key) => KEYS.has(key));
}

/** What the pipe throws. */
async function refusal(
  options: ValidationPipeOptions,
  value: unknown,
  metatype: ArgumentMetadata['metatype'] = NewPatient,
): Promise<unknown> {
  try {
    await new ValidationPipe(options).transform(value, { type: 'body', metatype });
  } catch (error) {
    return error;
  }
  throw new Error('the pipe refused nothing');
}

function asPrivacyError(error: unknown): PrivacyError {
  if (!isPrivacyError(error)) throw new Error('not the error that was expected', { cause: error });
  return error;
}

function responseOf(exception: unknown): unknown {
  return exception instanceof HttpException ? exception.getResponse() : undefined;
}

function pointers(errors: readonly { readonly pointer: string }[] = []): readonly string[] {
  return errors.map(({ pointer }) => pointer);
}

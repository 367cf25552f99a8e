import {
  type CanActivate,
  ClassSerializerInterceptor,
  type NestInterceptor,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Exclude } from 'class-transformer';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import type { Mounted } from '../nest/application.ts';
import { evidenceFloor } from '../nest/floor.ts';
import { Address, hiddenOfAddress } from '../workload/customers.ts';

/** What a Nest application mounts otherwise. Each call builds a stack of its own. */
export const nestStacks: Readonly<Record<string, () => Mounted>> = {
  bare: () => ({}),
  floor: evidenceFloor,
  guard: () => ({ decorators: [UseGuards(doNothingGuard)] }),
  interceptor: () => ({ use: (app) => app.useGlobalInterceptors(doNothingInterceptor) }),
  validation: () => ({
    body: ValidatedEntry,
    use: (app) => app.useGlobalPipes(new ValidationPipe({ whitelist: true })),
  }),
  serializer: () => {
    for (const key of hiddenOfAddress) Exclude()(Address.prototype, key);
    return {
      use: (app) => app.useGlobalInterceptors(new ClassSerializerInterceptor(new Reflector())),
    };
  },
};

const doNothingGuard: CanActivate = { canActivate: () => true };
const doNothingInterceptor: NestInterceptor = { intercept: (_context, next) => next.handle() };

/** The body of the echo route as class-validator checks it. */
class ValidatedEntry {}

const TEXTS = 'id givenName familyName phone street city postcode country tier createdAt remark';
for (const key of TEXTS.split(' ')) {
  IsString()(ValidatedEntry.prototype, key);
  MaxLength(100)(ValidatedEntry.prototype, key);
}
IsEmail()(ValidatedEntry.prototype, 'email');

import { Reflector } from '@nestjs/core';

/** Who may use a route. Staff of every role: which purposes a role may pursue is for the policy to say. */
export type Audience = 'everybody' | 'patients' | 'staff';

/** Says for whom a controller or a handler is. Default: patients. */
export const For = Reflector.createDecorator<Audience>();

/** For everybody: nothing needs to be proven. */
export function Public(): ReturnType<typeof For> {
  return For('everybody');
}

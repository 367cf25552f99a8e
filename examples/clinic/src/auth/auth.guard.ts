import { PrivacyError } from '@lawful/core';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Identity } from './identity.ts';
import { type Audience, For } from './public.decorator.ts';
import { StaffTokens } from './staff-tokens.ts';
import { Tokens } from './tokens.ts';

/** Reads the bearer token of every request, and lets in whom the route is for. */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #tokens: Tokens;
  readonly #staff: StaffTokens;

  constructor(
    @Inject(Reflector) reflector: Reflector,
    @Inject(Tokens) tokens: Tokens,
    @Inject(StaffTokens) staff: StaffTokens,
  ) {
    this.#reflector = reflector;
    this.#tokens = tokens;
    this.#staff = staff;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request: { headers: { authorization?: string }; user?: Identity | undefined } = context
      .switchToHttp()
      .getRequest();
    request.user = await this.#identify(request.headers.authorization);
    const audience =
      this.#reflector.getAllAndOverride(For, [context.getHandler(), context.getClass()]) ??
      'patients';
    assertMayEnter(request.user, audience);
    return true;
  }

  async #identify(header: string | undefined): Promise<Identity | undefined> {
    const token = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
    if (token === undefined) return undefined;
    const staff = this.#staff.find(token);
    if (staff !== undefined) return staff;
    const patientId = await this.#tokens.verify(token);
    return patientId === undefined ? undefined : { type: 'patient', patientId };
  }
}

function assertMayEnter(identity: Identity | undefined, audience: Audience): void {
  if (audience === 'everybody') return;
  if (identity === undefined) throw new PrivacyError('actor-unknown');
  if ((identity.type === 'staff') !== (audience === 'staff')) {
    throw new PrivacyError('role-not-granted');
  }
}

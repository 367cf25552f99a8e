import { isPrivacyError } from '@lawful/core';
import { type LawfulExpress, lawfulExpress } from '@lawful/express';
import { expect, test } from 'vitest';
import { Done, NewMember } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import type { Purpose } from '../scenarios/policy.ts';
import { createWorld } from '../scenarios/world.ts';

test('a purpose that the policy does not declare does not compile, and the application does not start', () => {
  mounting(({ lawful }) => {
    // @ts-expect-error the policy has no such purpose
    expect(code(() => lawful.processing('newsleter'))).toBe('purpose-unknown');
    // @ts-expect-error nor this one among several
    expect(code(() => lawful.processing({ among: ['newsleter'], by: () => '' }))).toBe(
      'purpose-unknown',
    );
    expect(code(() => lawful.processing('newsletter'))).toBe(undefined);
  });
});

test('a model that nobody declared does not compile into a route', () => {
  class Stranger {}
  mounting(({ lawful }) => {
    expect(code(() => lawful.processing('membership', { body: Stranger }))).toBe(
      'model-not-declared',
    );
    expect(code(() => lawful.processing('membership', { returns: [Stranger] }))).toBe(
      'model-not-declared',
    );
    expect(
      code(() => lawful.processing('membership', { body: NewMember, returns: { 201: Done } })),
    ).toBe(undefined);
  });
});

test('the rights endpoint refuses to mount without an authoriser', () => {
  mounting(({ lawful }) => {
    // @ts-expect-error who asks must be proven
    expect(code(() => lawful.rights({}))).toBe('authoriser-missing');
    // @ts-expect-error who asks must be proven
    expect(code(() => lawful.rights())).toBe('authoriser-missing');
    // @ts-expect-error an id that is written down proves nothing
    expect(code(() => lawful.rights({ authorise: PEOPLE.anna.id }))).toBe('authoriser-missing');
  });
});

function mounting(look: (mounting: { readonly lawful: LawfulExpress<Purpose> }) => void): void {
  const world = createWorld();
  look({ lawful: lawfulExpress(world.privacy, { subject: () => undefined }) });
}

function code(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  }
}

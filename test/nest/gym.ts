import { Processing, Returns } from '@lawful/nest';
import { Controller, Get } from '@nestjs/common';
import { expect } from 'vitest';
import { Done, Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';

const { anna } = PEOPLE;

/** What the purpose of membership may show of Anna. */
export const CARD = {
  email: anna.email,
  firstName: anna.firstName,
  lastName: anna.lastName,
  phone: anna.phone,
  address: { street: anna.street, city: anna.city },
  id: anna.id,
  tariff: 'monthly',
};

/** What somebody gets who has not consented. */
export const CONSENT_REQUIRED = { status: 403, text: expect.stringContaining('consent-required') };

/** A controller as an application would have it. */
@Controller()
export class Members {
  @Processing('membership')
  @Returns(Member)
  @Get('card')
  card(): Member {
    return memberOf('anna');
  }

  @Processing('newsletter')
  @Returns(Done)
  @Get('newsletter')
  newsletter(): object {
    return { done: true };
  }
}

/** What came back, as it came. */
export function textOf(answer: unknown): string {
  return String(Object(answer).text);
}

/** What came back, as JSON. */
export function bodyOf(answer: unknown): unknown {
  return JSON.parse(textOf(answer));
}

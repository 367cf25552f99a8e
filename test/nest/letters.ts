import { PrivacyService, Processing, Returns } from '@lawful/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Observable } from 'rxjs';
import { expect } from 'vitest';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { open } from './surgery.ts';

const { anna } = PEOPLE;

interface Letter {
  readonly to?: string;
}

/** Methods that nothing but other code calls. */
@Injectable()
export class Letters {
  readonly privacy: PrivacyService;
  sent = 0;

  constructor(@Inject(PrivacyService) privacy: PrivacyService) {
    this.privacy = privacy;
  }

  @Processing('newsletter', { subject: (letter: Letter) => letter.to, channel: 'email' })
  async send(_letter: Letter): Promise<string | undefined> {
    this.sent++;
    await Promise.resolve();
    return this.privacy.unit.subject;
  }

  @Processing('newsletter', { subject: (id: string) => id })
  @Returns(Member)
  address(_id: string): Member | Promise<Member> {
    return memberOf('anna');
  }

  @Processing('newsletter', { subject: (id: string) => id })
  @Returns(Member)
  addresses(_id: string): Observable<Member> {
    return new Observable((listener) => {
      listener.next(memberOf('anna'));
      listener.next(memberOf('anna'));
      listener.complete();
    });
  }

  @Processing('newsletter', { subject: 'each' })
  @Returns([Member])
  async all(): Promise<readonly Member[]> {
    return [memberOf('anna'), memberOf('bert')];
  }

  @Processing('membership', { subject: (id: string) => id })
  async breaks(_id: string): Promise<void> {
    this.privacy.sight(Member, memberOf('anna'));
    throw new Error(`no row for ${anna.email}`);
  }

  @Processing('membership', { subject: (id: string) => id })
  async onBehalf(_id: string, other: string): Promise<unknown> {
    return this.actor(other);
  }

  @Processing('membership', { subject: (id: string) => id })
  async actor(_id: string): Promise<string | undefined> {
    return this.privacy.unit.actor.type;
  }
}

/** An application with letters to send. */
export const opened = async () => {
  const surgery = await open({ providers: [Letters] });
  return { surgery, letters: surgery.app.get(Letters) };
};

/** An error with this code. */
export const refused = (code: string) => expect.objectContaining({ name: 'PrivacyError', code });

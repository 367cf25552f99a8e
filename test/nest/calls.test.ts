import { currentUnit } from '@lawful/core';
import { PrivacyService, Processing, Returns } from '@lawful/nest';
import { Inject, Injectable, Scope } from '@nestjs/common';
import { lastValueFrom, Observable, toArray } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { found } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { open } from './surgery.ts';

const { anna, bert } = PEOPLE;

interface Letter {
  readonly to?: string;
}

@Injectable()
class Letters {
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

const opened = async () => {
  const surgery = await open({ providers: [Letters] });
  return { surgery, letters: surgery.app.get(Letters) };
};

const refused = (code: string) => expect.objectContaining({ name: 'PrivacyError', code });

describe('a method of a provider', () => {
  test('does not run without consent, runs with it, and not again once it is withdrawn', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    expect(letters.sent).toBe(0);
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await letters.send({ to: anna.id })).toBe(anna.id);
    surgery.world.remember('anna', [withdrew('newsletter')]);
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    expect(letters.sent).toBe(1);
    expect(await surgery.decisions()).toMatchObject([
      ['newsletter', 'deny', expect.any(String)],
      ['newsletter', 'allow', expect.any(String)],
      ['newsletter', 'deny', expect.any(String)],
    ]);
  });

  test.each([
    ['that names nobody', {}],
    ['that names somebody without an id', { to: '' }],
    ['without any data', undefined],
    ['that names somebody by a number', { to: 7 }],
  ])('does not run for a call %s, and the ledger knows', async (_how, letter) => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(Reflect.apply(letters.send, letters, [letter])).rejects.toEqual(
      refused('actor-unknown'),
    );
    expect(letters.sent).toBe(0);
    expect(await surgery.decisions()).toEqual([['newsletter', 'deny', 'actor_unknown']]);
  });

  test('gives back what the purpose may use, and leaves what it has as it was', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    surgery.world.remember('anna', [consented('newsletter')]);
    expect(await letters.address(anna.id)).toEqual({ email: anna.email, tariff: 'monthly' });
    expect((await surgery.world.records()).map(({ kind }) => kind)).toEqual(['decision', 'served']);
  });

  test('that promises an observable gives one, decided when somebody listens', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    const addresses = letters.addresses(anna.id);
    await expect(lastValueFrom(addresses)).rejects.toEqual(refused('consent-required'));
    surgery.world.remember('anna', [consented('newsletter')]);
    expect(await lastValueFrom(addresses.pipe(toArray()))).toEqual([
      { email: anna.email, tariff: 'monthly' },
      { email: anna.email, tariff: 'monthly' },
    ]);
  });

  test('that breaks is recorded, without a word of the error', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    await expect(letters.breaks(anna.id)).rejects.toThrow('no row');
    const records = await surgery.world.records();
    expect(records.map(({ kind }) => kind)).toEqual(['decision', 'incident']);
    expect(found(JSON.stringify(records), 'anna')).toEqual([]);
  });

  test('called for another person than the one at hand acts for the application, not for either', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    expect(await letters.onBehalf(anna.id, bert.id)).toBe('service');
    expect(await letters.onBehalf(anna.id, anna.id)).toBe('data-subject');
  });

  test('leaves no unit of work open behind it', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    await letters.send({ to: anna.id });
    expect(currentUnit()).toBeUndefined();
  });
});

describe('a class that was made from another', () => {
  abstract class Sender {
    @Processing('newsletter', { subject: (id: string) => id, channel: 'email' })
    async send(_id: string): Promise<string> {
      return `sent by ${this.constructor.name}`;
    }
  }
  @Injectable()
  class Mailer extends Sender {}
  @Injectable()
  class CarefulMailer extends Sender {
    override async send(id: string): Promise<string> {
      return `carefully ${await super.send(id)}`;
    }
  }

  test('inherits the gate with the method', async () => {
    await using surgery = await open({ providers: [Mailer, CarefulMailer] });
    for (const type of [Mailer, CarefulMailer]) {
      await expect(surgery.app.get(type).send(bert.id)).rejects.toEqual(
        refused('consent-required'),
      );
    }
    surgery.world.remember('bert', [consented('newsletter', { channel: 'email' })]);
    expect(await surgery.app.get(Mailer).send(bert.id)).toBe('sent by Mailer');
    expect(await surgery.app.get(CarefulMailer).send(bert.id)).toBe(
      'carefully sent by CarefulMailer',
    );
  });
});

describe('two applications in one process', () => {
  test('decide each by its own consents, with the same class of provider', async () => {
    const [here, there] = [createWorld(), createWorld()];
    await using one = await open({ providers: [Letters] }, { world: here });
    await using other = await open({ providers: [Letters] }, { world: there });
    here.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await one.app.get(Letters).send({ to: anna.id })).toBe(anna.id);
    await expect(other.app.get(Letters).send({ to: anna.id })).rejects.toEqual(
      refused('consent-required'),
    );
    expect([await one.decisions(), await other.decisions()]).toMatchObject([
      [['newsletter', 'allow', expect.any(String)]],
      [['newsletter', 'deny', expect.any(String)]],
    ]);
  });

  test('of which one has closed do not keep the other from deciding', async () => {
    const first = await open({ providers: [Letters] });
    await first[Symbol.asyncDispose]();
    await using second = await open({ providers: [Letters] });
    second.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await second.app.get(Letters).send({ to: anna.id })).toBe(anna.id);
  });
});

describe('a provider that is made anew each time', () => {
  @Injectable({ scope: Scope.REQUEST })
  class FreshLetters extends Letters {}
  @Injectable({ scope: Scope.TRANSIENT })
  class OwnLetters extends Letters {}

  test.each([
    ['for a request', FreshLetters],
    ['for whoever asks for it', OwnLetters],
  ])('%s is refused and allowed like any other', async (_how, type) => {
    await using surgery = await open({ providers: [type] });
    const letters = await surgery.app.resolve(type);
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await letters.send({ to: anna.id })).toBe(anna.id);
  });

  test('by a factory, too', async () => {
    await using surgery = await open({
      providers: [
        {
          provide: 'letters',
          useFactory: (privacy: PrivacyService) => new Letters(privacy),
          inject: [PrivacyService],
        },
      ],
    });
    const letters = surgery.app.get<Letters>('letters');
    await expect(letters.send({ to: anna.id })).rejects.toEqual(refused('consent-required'));
    surgery.world.remember('anna', [consented('newsletter', { channel: 'email' })]);
    expect(await letters.send({ to: anna.id })).toBe(anna.id);
  });
});

describe('a provider of an application that has no PrivacyModule', () => {
  @Injectable()
  class Unguarded {
    @Processing('newsletter', { subject: (id: string) => id })
    async send(_id: string): Promise<string> {
      return 'sent';
    }
  }

  test('does not run: nobody could say whether it may', async () => {
    await using surgery = await open({ providers: [Unguarded] }, { withPrivacy: false });
    await expect(surgery.app.get(Unguarded).send(anna.id)).rejects.toEqual(
      refused('context-missing'),
    );
  });

  test('does not run either where the method was taken from its object', async () => {
    const { surgery, letters } = await opened();
    await using _ = surgery;
    const { send } = letters;
    await expect(Reflect.apply(send, undefined, [{ to: anna.id }])).rejects.toEqual(
      refused('context-missing'),
    );
  });
});

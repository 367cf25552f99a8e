import { PrivacyService, Processing } from '@lawful/nest';
import { Injectable, Scope } from '@nestjs/common';
import { describe, expect, test } from 'vitest';
import { consented } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { Letters, opened, refused } from './letters.ts';
import { open } from './surgery.ts';

const { anna, bert } = PEOPLE;

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

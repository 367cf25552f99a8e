import { inspect } from 'node:util';
import { createPrivacy, definePolicy } from '@lawful/core';
import { findCanaries } from '@lawful/core/testing';
import { PrivacyModule, Processing, Returns } from '@lawful/nest';
import { Body, Controller, Get, Post, ValidationPipe } from '@nestjs/common';
import { IsString } from 'class-validator';
import { of } from 'rxjs';
import { describe, expect, test } from 'vitest';
import type { Answer, NoAnswer } from '../scenarios/client.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { type Application, PLATFORMS, serve } from './serving.ts';

const { anna } = PEOPLE;

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '1 rue de la Paix', contact: 'mailto:dpo@acme.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    visits: {
      is: 'dpv:ServiceProvision',
      legalBasis: 'contract',
      retention: { startEvent: 'visit.ended', duration: 'P1Y', action: 'erase' },
    },
    statistics: {
      is: 'dpv:ServiceUsageAnalytics',
      legalBasis: 'consent',
      retention: { startEvent: 'visit.ended', duration: 'P1M', action: 'erase' },
    },
  },
});
const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = policy.declare();

@DataSubject('dpv:Customer')
class Visit {
  @PersonalData({ category: 'pd:Location', purpose: 'visits' }) at!: string;
  @PersonalData({ category: 'pd:Interest', purpose: 'statistics' }) course!: string;
}

@DataSubject('dpv:Customer')
class Visitor {
  @SubjectId() id!: string;
  @PersonalData({ category: 'pd:EmailAddress', purpose: 'visits' }) email!: string;
  @PersonalData({ category: 'pd:BirthDate', purpose: 'statistics' }) birthDate!: string;
  @NotPersonal() tags!: readonly string[][];
  @Nested(() => Visit, 'array') visits!: Visit[];
  @Nested(() => Visit, 'map') byDoor!: unknown;
  @Nested(() => Visitor) friend?: Visitor;
}

/** What somebody sends: a class with more to it than its fields. */
@DataSubject('dpv:Customer')
class NewVisitor {
  #greeted = 0;
  @PersonalData({ category: 'pd:EmailAddress', purpose: 'visits' }) @IsString() email!: string;
  get greeting(): string {
    return `Hello ${this.email}, ${++this.#greeted}`;
  }
}

const privacy = createPrivacy({
  policy,
  models: [Visitor, NewVisitor],
  warn: () => undefined,
});
const privacyModule = PrivacyModule.forRoot({
  privacy,
  subject: () => anna.id,
  rights: { authorise: () => undefined },
});

const visit = { at: anna.visitedAt, course: anna.course };
const FIELDS = {
  id: anna.id,
  email: anna.email,
  birthDate: anna.birthDate,
  tags: [['a'], ['b', 'c']],
  visits: [visit],
  byDoor: { north: visit },
  diagnosis: anna.diagnosis,
};
const SHOWN = {
  id: anna.id,
  email: anna.email,
  tags: [['a'], ['b', 'c']],
  visits: [{ at: anna.visitedAt }],
  byDoor: { north: { at: anna.visitedAt } },
};

/** As object-relational mappers keep a row: private, behind getters, and with an idea of its own of its JSON. */
class Row {
  readonly #held = FIELDS;
  private readonly secret = anna.diagnosis;
  get id(): string {
    return this.#held.id;
  }
  get email(): string {
    return this.#held.email;
  }
  get birthDate(): string {
    return this.#held.birthDate;
  }
  get tags(): unknown {
    return this.#held.tags;
  }
  get visits(): readonly object[] {
    return this.#held.visits.map((it) => Object.assign(new Visit(), it));
  }
  get byDoor(): object {
    return this.#held.byDoor;
  }
  toJSON(): object {
    return { ...this.#held, secret: this.secret };
  }
}

let reads = 0;

/** As TypeORM keeps a relation that is loaded when it is read. */
function lazy<T extends object>(entity: T, key: string): T {
  const get = (): Promise<unknown> => {
    reads++;
    return Promise.resolve([{ ...visit, of: anna.diagnosis }]);
  };
  return Object.defineProperty(entity, key, { get, enumerable: false, configurable: true });
}

const instance = (): Visitor => Object.assign(new Visitor(), FIELDS);

/** One shape, held in every way that applications hold it. */
const HELD: Readonly<Record<string, () => unknown>> = {
  'a plain object': () => ({ ...FIELDS }),
  'a frozen object': () => Object.freeze({ ...FIELDS }),
  'an object without prototype': () => Object.assign(Object.create(null), FIELDS),
  'an instance of the declared class': instance,
  'an instance of a class beneath it': () =>
    Object.assign(new (class extends Visitor {})(), FIELDS),
  'an entity with getters and private fields': () => new Row(),
  'an instance of another class of the same name': () =>
    Object.assign(new { Visitor: class {} }.Visitor(), FIELDS),
  'collections that JSON does not know': () => ({
    ...FIELDS,
    visits: new Set([Object.assign(new Visit(), visit)]),
    byDoor: new Map([['north', visit]]),
  }),
  'an entity that contains itself where nobody declared it': () => {
    const entity = Object.assign(instance(), { self: {}, all: [{}] });
    entity.self = entity;
    entity.all = [entity];
    entity.visits = [Object.assign(new Visit(), visit, { visitor: entity })];
    return entity;
  },
  'an entity with a lazy relation that nobody declared': () => lazy(instance(), 'posts'),
};

/** What the handlers hold while a test asks. */
let held: unknown;

@Controller()
class Visitors {
  @Processing('visits') @Returns(Visitor) @Get('one') one(): unknown {
    return held;
  }
  @Processing('visits') @Returns(Visitor) @Get('promise') async promise(): Promise<unknown> {
    return held;
  }
  @Processing('visits') @Returns(Visitor) @Get('observable') observable(): unknown {
    return of(held);
  }
  @Processing('visits') @Returns([Visitor]) @Get('list') list(): unknown {
    return [held, held];
  }
  @Processing('visits')
  @Returns({ items: [Visitor], total: 'not-personal' })
  @Get('page')
  page(): unknown {
    return { items: [held], total: 1, of: held };
  }
  @Processing('visits')
  @Returns('nothing')
  @Post('new')
  add(@Body() visitor: NewVisitor): void {
    held = visitor;
  }
}

const application: Application = { privacyModule, controllers: [Visitors] };

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  test.each(Object.keys(HELD))('shows the same of %s, and leaves it as it is', async (how) => {
    await using serving = await serve(platform, application);
    reads = 0;
    held = HELD[how]?.();
    const before = seen(held);
    const answers: Record<string, unknown> = {};
    for (const path of ['one', 'promise', 'observable', 'list', 'page'])
      answers[path] = bodyOf(await serving.ask('GET', `/${path}`));
    expect(answers).toEqual({
      one: SHOWN,
      promise: SHOWN,
      observable: SHOWN,
      list: [SHOWN, SHOWN],
      page: { items: [SHOWN], total: 1 },
    });
    expect(seen(held)).toBe(before);
    expect(reads).toBe(0);
  });

  test('does not load a declared relation that loads when it is read: it is left out', async () => {
    await using serving = await serve(platform, application);
    reads = 0;
    held = lazy(instance(), 'visits');
    const { visits: _visits, ...others } = SHOWN;
    expect(bodyOf(await serving.ask('GET', '/one'))).toEqual(others);
    expect(reads).toBe(0);
  });

  test('refuses an entity that contains itself where that is declared, and goes on', async () => {
    await using serving = await serve(platform, application);
    const entity = instance();
    entity.friend = entity;
    held = entity;
    const answer = await serving.ask('GET', '/one');
    expect(answer).toMatchObject({
      status: 500,
      headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
    });
    expect(findCanaries(textOf(answer), anna)).toEqual([]);
    held = { ...FIELDS };
    expect(bodyOf(await serving.ask('GET', '/one'))).toEqual(SHOWN);
  });

  test('hands over an instance of a class with getters and private fields, made by the pipe', async () => {
    await using serving = await serve(platform, {
      ...application,
      configure: (app) => void app.useGlobalPipes(new ValidationPipe({ transform: true })),
    });
    const body = { email: anna.email, greeting: 'mine', diagnosis: anna.diagnosis };
    expect(await serving.ask('POST', '/new', { body })).toMatchObject({ status: 201, text: '' });
    if (!(held instanceof NewVisitor)) throw new TypeError('it is no NewVisitor');
    expect(Object.keys(held)).toEqual(['email']);
    expect(held.greeting).toBe(`Hello ${anna.email}, 1`);
  });
});

/** What an object looks like from inside, without calling anything that it holds. */
function seen(value: unknown): string {
  return inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: false });
}

function textOf(answer: Answer | NoAnswer): string {
  return typeof answer === 'string' ? answer : answer.text;
}

function bodyOf(answer: Answer | NoAnswer): unknown {
  return JSON.parse(textOf(answer));
}

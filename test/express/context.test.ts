import { Agent } from 'node:http';
import { setImmediate as later, setTimeout as sleep } from 'node:timers/promises';
import { type AuditRecord, currentUnit, type SubjectEvent } from '@lawful/core';
import { describe, expect, test } from 'vitest';
import { consented, objected, refused, restricted, withdrew } from '../scenarios/happened.ts';
import { Done, Member, Visit } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { serve, VERSIONS } from './serving.ts';

describe.each(VERSIONS)('%s', (_name, module) => {
  test('two people who ask at the same time never see each other', async () => {
    const { anna, bert } = PEOPLE;
    const meeting = createMeeting(2);
    await using serving = await serve(
      module,
      ({ app, lawful, world }) => {
        app.get(
          '/',
          lawful.processing('membership', { returns: Member }),
          async (_request, response) => {
            const before = currentUnit()?.subject;
            const name = before === anna.id ? 'anna' : 'bert';
            world.privacy.sight(Member, memberOf(name));
            // Both are here before either goes on.
            await meeting();
            await sleep(1);
            world.console.log(`${anna.email} ${bert.email}`);
            const after = await new Promise((resolve) =>
              queueMicrotask(() => resolve(currentUnit()?.subject)),
            );
            if (after !== before) throw new Error('the context has changed');
            response.json(memberOf(name));
          },
        );
        app.use(lawful.errors());
      },
      'later',
    );
    const answers = await Promise.all([
      serving.ask('GET', '/', { as: 'anna' }),
      serving.ask('GET', '/', { as: 'bert' }),
    ]);
    expect(answers).toMatchObject([
      { status: 200, text: expect.stringContaining(anna.email) },
      { status: 200, text: expect.stringContaining(bert.email) },
    ]);
    // What one has seen is redacted where that one speaks, and nowhere else.
    expect(serving.world.log.toSorted()).toEqual(
      [`${anna.email} REDACTED`, `REDACTED ${bert.email}`].toSorted(),
    );
    const units = Map.groupBy(await serving.world.records(), ({ unit }) => unit);
    expect([...units.values()].map((records) => records.map(({ kind }) => kind))).toEqual([
      ['decision', 'served'],
      ['decision', 'served'],
    ]);
  });

  test('outside of a request there is no context, also after one', async () => {
    await using serving = await serve(module, ({ app, lawful }) => {
      app.get(
        '/',
        lawful.processing('membership', { returns: 'nothing' }),
        (_request, response) => {
          response.sendStatus(204);
        },
      );
      app.get('/public', (_request, response) => {
        response.json({ context: currentUnit() !== undefined });
      });
      app.use(lawful.errors());
    });
    await serving.ask('GET', '/');
    expect(await serving.ask('GET', '/public')).toMatchObject({ text: '{"context":false}' });
    expect(currentUnit()).toBe(undefined);
  });

  test('a thousand mixed requests at the same time are decided exactly as one by one on paper', async () => {
    const random = seeded(20_261_122);
    const people = Array.from({ length: 60 }, (_, index) => someone(index, random));
    const asked = Array.from({ length: 1_000 }, () => ({
      person: pick(people, random),
      route: pick(ROUTES, random),
      gpc: random() < 0.3,
    }));
    await using serving = await serve(
      module,
      ({ app, lawful }) => {
        for (const { path, purpose, returns } of ROUTES) {
          app.get(path, lawful.processing(purpose, { returns }), async (_request, response) => {
            const id = currentUnit()?.subject;
            for (let turns = random() * 4; turns > 0; turns--) await later();
            if (currentUnit()?.subject !== id) throw new Error('the context has changed');
            response.json(path === '/visits' ? { memberId: id, at: 'now' } : { id, done: true });
          });
        }
        app.use(lawful.errors());
      },
      'later',
    );
    for (const { id, events } of people) {
      for (const event of events) await serving.world.privacy.store.append(id, event);
    }

    using agent = disposable(new Agent({ maxSockets: 1_000 }));
    const answers = await Promise.all(
      asked.map(({ person, route, gpc }) =>
        serving.ask('GET', route.path, {
          as: person,
          headers: gpc ? { 'sec-gpc': '1' } : {},
          agent: agent.it,
        }),
      ),
    );

    const expected = asked.map(({ person, route, gpc }) => onPaper(person, route.path, gpc));
    expect(answers.map(seenOf)).toEqual(
      asked.map(({ person, route }, index) => {
        const { status, problem } = expected[index] ?? {};
        const whose =
          route.path === '/newsletter' || route.path === '/adverts' ? undefined : person.id;
        return status === 200 ? { status, whose } : { status, problem };
      }),
    );
    const records = await serving.world.records();
    expect(
      tally(records.filter(({ kind }) => kind === 'decision').map(({ reason }) => reason)),
    ).toEqual(tally(expected.map(({ reason }) => reason)));
    expect(records.filter(({ kind }) => kind === 'served')).toHaveLength(
      expected.filter(({ status }) => status === 200).length,
    );
    expect(tally(records.map(perUnit(records)))).toEqual({
      'one decision, at most one answer': records.length,
    });
  });
});

const ROUTES = [
  { path: '/card', purpose: 'membership', returns: Member },
  { path: '/visits', purpose: 'door-security', returns: Visit },
  { path: '/newsletter', purpose: 'newsletter', returns: Done },
  { path: '/adverts', purpose: 'adverts', returns: Done },
] as const;

/** What is known of somebody, in the plainest words. */
interface Someone {
  readonly id: string;
  readonly newsletter: Choice;
  readonly adverts: Choice;
  readonly objects: boolean;
  readonly restricted: boolean;
  readonly events: readonly SubjectEvent[];
}

type Choice = 'nothing' | 'yes' | 'no' | 'yes, then no more';

function someone(index: number, random: () => number): Someone {
  const choices = ['nothing', 'yes', 'no', 'yes, then no more'] as const;
  const [newsletter, adverts] = [pick(choices, random), pick(choices, random)];
  const [objects, isRestricted] = [random() < 0.3, random() < 0.15];
  const events = [
    ...said('newsletter', newsletter),
    ...said('adverts', adverts),
    ...(objects ? [objected('door-security')] : []),
    ...(isRestricted ? [restricted()] : []),
  ];
  return { id: `person-${index}`, newsletter, adverts, objects, restricted: isRestricted, events };
}

function said(purpose: string, choice: Choice): readonly SubjectEvent[] {
  switch (choice) {
    case 'nothing':
      return [];
    case 'yes':
      return [consented(purpose)];
    case 'no':
      return [refused(purpose)];
    case 'yes, then no more':
      return [consented(purpose), withdrew(purpose)];
  }
}

interface Paper {
  readonly status: number;
  readonly problem?: string;
  readonly reason: string;
}

/** The decision as somebody would make it with the policy in hand, without any of our code. */
function onPaper(person: Someone, path: string, gpc: boolean): Paper {
  if (path === '/adverts' && gpc)
    return { status: 403, problem: 'processing-objected', reason: 'gpc' };
  if (person.restricted)
    return { status: 403, problem: 'processing-restricted', reason: 'restricted' };
  if (path === '/card') return { status: 200, reason: 'contract' };
  if (path === '/visits') {
    return person.objects
      ? { status: 403, problem: 'restricted-pending-objection', reason: 'objection_pending' }
      : { status: 200, reason: 'legitimate_interests' };
  }
  const choice = path === '/newsletter' ? person.newsletter : person.adverts;
  if (choice === 'yes') return { status: 200, reason: 'consent_given' };
  const reason = {
    nothing: 'consent_missing',
    no: 'consent_refused',
    'yes, then no more': 'consent_withdrawn',
  }[choice];
  return { status: 403, problem: 'consent-required', reason };
}

function seenOf(answer: unknown): object {
  const { status, text } = Object(answer);
  const { type, id, memberId } = JSON.parse(String(text ?? '{}'));
  if (type === undefined) return { status, whose: id ?? memberId };
  return { status, problem: String(type).slice(String(type).lastIndexOf('/') + 1) };
}

/** Whether the unit of a record holds one decision and no more than one answer. */
function perUnit(all: readonly AuditRecord[]): (record: AuditRecord) => string {
  const units = Map.groupBy(all, ({ unit }) => unit);
  return ({ unit }) => {
    const kinds =
      units
        .get(unit)
        ?.map(({ kind }) => kind)
        .join() ?? '';
    return kinds === 'decision' || kinds === 'decision,served'
      ? 'one decision, at most one answer'
      : kinds;
  };
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const groups = Object.entries(Object.groupBy(words, (word) => word));
  return Object.fromEntries(groups.map(([word, list]) => [word, list?.length ?? 0]));
}

/** Resolves for all once so many have come. */
function createMeeting(expected: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    if (++come === expected) resolve();
    return promise;
  };
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(from: readonly T[], random: () => number): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

function disposable(agent: Agent): { readonly it: Agent; [Symbol.dispose](): void } {
  return { it: agent, [Symbol.dispose]: () => agent.destroy() };
}

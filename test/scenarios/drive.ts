import type { LedgerEntry } from '@lawful/core';
import { expect } from 'vitest';
import type { StartApplication } from './application.ts';
import { type Answer, type NoAnswer, send } from './client.ts';
import { expectAnswer, expectSilence, type Sink, sinksOf } from './expectations.ts';
import { type Identity, tokenOf } from './identity.ts';
import { type Name, PEOPLE } from './people.ts';
import type { ChangeStep, History, RequestStep, Scenario, Sender } from './scenario.ts';
import { createWorld, type World } from './world.ts';

/** How long somebody waits where no answer is expected, milliseconds. */
const PATIENCE = 100;

/** A deadline for what never answers, milliseconds. */
const SHORT = 40;

/** How a scenario is played. */
export interface PlayOptions {
  /** Sees every record, as the spans do. */
  readonly relay?: (entry: LedgerEntry) => void;
  /** Whether store and ledger answer at once, unless the scenario says otherwise. Default `works`: they do. */
  readonly ports?: 'works' | 'later';
}

/** Plays one scenario against the application on one framework and holds every promise that it names, and the standing ones. */
export async function play(
  scenario: Scenario,
  start: StartApplication,
  { relay, ports = 'works' }: PlayOptions = {},
): Promise<void> {
  // Where something hangs, nobody waits long for it; elsewhere a busy machine has all the time that it needs.
  const hanging = JSON.stringify(scenario).includes('"hangs"');
  const { happened = {}, observed = [], ...circumstances } = scenario.given ?? {};
  const world = createWorld({ relay, observed, ...(hanging ? { deadline: SHORT } : {}) });
  Object.assign(world.circumstances, hanging ? {} : { store: ports, ledger: ports }, circumstances);
  recall(world, happened);
  const { url, close } = await start(world);
  const sinks: Sink[] = [];
  try {
    for (const step of scenario.steps) {
      if ('meanwhile' in step) change(world, step);
      else sinks.push(...(await ask(step, url, world)));
    }
    const records = await world.records();
    if (scenario.records !== undefined) {
      expect(records).toEqual(scenario.records.map((record) => expect.objectContaining(record)));
    }
    if (scenario.handled !== undefined) expect(world.handled).toBe(scenario.handled);
    sinks.push(['the audit trail', JSON.stringify(records)], ['the log', world.log.join('\n')]);
    expectSilence(sinks);
  } finally {
    await close();
    world.end();
  }
}

async function ask(step: RequestStep, url: string, world: World): Promise<readonly Sink[]> {
  const answer = await answerTo(step, url, world.now());
  if (typeof step.expect === 'string') {
    expect(answer).toBe(step.expect);
    return [];
  }
  if (typeof answer === 'string') throw new Error(`${step.ask}: ${answer}`);
  expectAnswer(step, step.expect, answer);
  return sinksOf(step, answer);
}

/** Sends the request of a step. */
export function answerTo(
  { as, ask: asked, body, raw, headers = {}, expect: expected }: RequestStep,
  url: string,
  now: number,
): Promise<Answer | NoAnswer> {
  const [method = 'GET', path = '/'] = asked.split(' ');
  const token = authorization(as, now);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return send({
    method,
    url: url + path,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
    ...(expected === 'no answer' ? { patience: PATIENCE } : {}),
  });
}

const AN_HOUR = 3_600_000;

function authorization(sender: Sender, now: number): string | undefined {
  if (sender === 'nobody') return undefined;
  if (typeof sender === 'string') return tokenOf(identityOf(sender), now + AN_HOUR);
  if ('staff' in sender) {
    return tokenOf({ type: 'staff', name: sender.staff, tenant: sender.tenant }, now + AN_HOUR);
  }
  if ('member' in sender) {
    const { member, ...claims } = sender;
    return tokenOf({ type: 'member', id: PEOPLE[member].id, ...claims }, now + AN_HOUR);
  }
  if ('expired' in sender) return tokenOf(identityOf(sender.expired), now - 1);
  return tokenOf(identityOf(sender.forged), now + AN_HOUR).replace(/.{4}$/, 'AAAA');
}

function identityOf(name: Exclude<Sender, object | 'nobody'>): Identity {
  return isPerson(name) ? { type: 'member', id: PEOPLE[name].id } : { type: 'staff', name };
}

function isPerson(name: string): name is Name {
  return Object.hasOwn(PEOPLE, name);
}

function change(
  world: World,
  { meanwhile: { happened = {}, ...circumstances } }: ChangeStep,
): void {
  Object.assign(world.circumstances, circumstances);
  recall(world, happened);
}

function recall(world: World, happened: History): void {
  for (const name of ['anna', 'bert', 'chloe', 'ghost'] as const) {
    world.remember(name, happened[name] ?? []);
  }
}

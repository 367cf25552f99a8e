import { Subject } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { listen } from './listen.ts';
import { hand, News, WholeNews } from './news.ts';
import { PLATFORMS, serve } from './serving.ts';
import { decisionsIn } from './surgery.ts';

const { anna } = PEOPLE;

const CONTROLLERS = [News, WholeNews];
const MAY_LEAVE = JSON.stringify({ email: anna.email, tariff: 'monthly' });
const event = (id: number, more = '') => `${more}id: ${id}\ndata: ${MAY_LEAVE}\n\n`;

describe.each(PLATFORMS)('server-sent events on %s', (_name, platform) => {
  const started = async (world = createWorld()) => {
    const serving = await serve(platform, { world, controllers: CONTROLLERS });
    return {
      serving,
      world,
      listen: (path: string, signal?: AbortSignal) =>
        listen(serving.app.getUrl(), path, world, signal),
    };
  };

  test.each(['/news', '/late', '/whole/news', '/by-hand'])(
    'at %s are refused with a problem before any of them, without consent',
    async (path) => {
      const { serving, listen } = await started();
      await using _ = serving;
      const { status, type, text } = await listen(path);
      expect({ status, type }).toEqual({ status: 403, type: 'application/problem+json' });
      expect(JSON.parse(text)).toMatchObject({ status: 403, consentUrl: '/privacy/consents' });
    },
  );

  test('are minimised one by one, with their names and numbers', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    expect(await listen('/news')).toMatchObject({
      status: 200,
      type: 'text/event-stream',
      text: `\n${event(1, 'event: news\n')}${event(2, 'event: news\n')}`,
      whole: true,
    });
    expect(await listen('/whole/news')).toMatchObject({ text: `\n${event(1)}` });
  });

  test('keep their order where the ledger takes its time', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    world.circumstances.ledger = 'later';
    const { text } = await listen('/news');
    expect(text).toBe(`\n${event(1, 'event: news\n')}${event(2, 'event: news\n')}`);
  });

  test('that the ledger does not accept never leave', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    hand.events = new Subject();
    world.remember('anna', [consented('newsletter')]);
    const listening = listen('/by-hand');
    await vi.waitFor(() => expect(hand.events.observed).toBe(true));
    world.circumstances.ledger = 'rejects';
    hand.events.next({ data: memberOf('anna') });
    const { text, whole } = await listening;
    expect(whole).toBe(false);
    expectSilence([['what came', text]]);
  });

  test('that come later are minimised, too, and made in the context of the request', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    expect(await listen('/late')).toMatchObject({ text: `\n${event(1, 'event: hers\n')}` });
  });

  test('of other shapes: without data, a value by itself, with more beside the data', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    const { text, whole } = await listen('/shapes');
    expect(whole).toBe(true);
    expect(text.split('\n').filter((line) => /^(?:data|event)/.test(line))).toEqual([
      'event: ping',
      `data: ${MAY_LEAVE}`,
      `data: ${MAY_LEAVE}`,
    ]);
    expectSilence([['the events', text.replaceAll(MAY_LEAVE, '')]]);
  });

  test('that are a text where a model is declared end the connection', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    const { text } = await listen('/text');
    expectSilence([['what came', text]]);
    expect((await world.records()).map(({ kind }) => kind)).toEqual(['decision', 'incident']);
  });

  test('about somebody without consent are left out', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    expect((await listen('/everybody')).text).toBe(`\n${event(1)}`);
  });

  test('that break off in the middle end the connection, and that is recorded', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    expect(await listen('/breaks')).toMatchObject({
      status: 200,
      text: `\n${event(1)}`,
      whole: false,
    });
    const records = await world.records();
    expect(records.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['decision', 'consent_given'],
      ['served', 'consent_given'],
      ['incident', 'response-aborted'],
    ]);
  });

  test.each([
    ['/never', 403],
    ['/never-later', 500],
  ])('that never come, at %s, are a problem without a word of the error', async (path, status) => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    const answer = await listen(path);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    expectSilence([['the problem', answer.text]]);
  });

  test.each([
    ['added to', '/added'],
    ['failed on', '/failing-behind'],
  ])('that an interceptor has %s end the connection', async (_what, path) => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    world.remember('anna', [consented('newsletter')]);
    const { text, whole } = await listen(path);
    expect(whole).toBe(false);
    expectSilence([['what came', text.replaceAll(MAY_LEAVE, '')]]);
    expect((await world.records()).map(({ kind }) => kind)).toContain('incident');
  });

  test('are decided again after ten seconds: a withdrawal ends them', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    hand.events = new Subject();
    world.remember('anna', [consented('newsletter')]);
    const listening = listen('/by-hand');
    await vi.waitFor(() => expect(hand.events.observed).toBe(true));
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    try {
      hand.events.next({ data: memberOf('anna') });
      world.remember('anna', [withdrew('newsletter')]);
      hand.events.next({ data: memberOf('anna') });
      vi.setSystemTime(start + 10_001);
      hand.events.next({ data: memberOf('anna') });
      expect(await listening).toMatchObject({ whole: false });
      expect((await decisionsIn(world)).map(([, outcome]) => outcome)).toEqual(['allow', 'deny']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are no longer made once nobody listens', async () => {
    const { serving, world, listen } = await started();
    await using _ = serving;
    hand.events = new Subject();
    world.remember('anna', [consented('newsletter')]);
    const gone = new AbortController();
    const listening = listen('/by-hand', gone.signal);
    await vi.waitFor(() => expect(hand.events.observed).toBe(true));
    gone.abort();
    await listening;
    await vi.waitFor(() => expect(hand.events.observed).toBe(false));
  });
});

import { createAuditTracing } from '@lawful/core/otel';
import nest from '@nestjs/core/package.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OtlpReceiver, startReceiver } from '../shop/otlp-receiver.ts';
import { play } from './drive.ts';
import { expectSilence } from './expectations.ts';
import { onNest } from './nest-app.ts';
import { catchOutput, type Output } from './output.ts';
import { SCENARIOS, WAITING_SCENARIOS } from './scenarios.ts';

/** Plays every scenario on both platforms of the Nest that is installed, which must be of this version. */
export function playOnNest(version: number): void {
  let output: Output;
  let receiver: OtlpReceiver;
  let tracing: ReturnType<typeof createAuditTracing>;

  beforeAll(async () => {
    output = catchOutput();
    receiver = await startReceiver();
    tracing = createAuditTracing({ url: receiver.url, serviceName: 'scenarios' });
  });

  afterAll(async () => {
    output.stop();
    await receiver.close();
  });

  test(`this is Nest ${version}`, () => {
    expect(nest.version).toMatch(new RegExp(`^${version}\\.`));
  });

  describe.each([
    ['Express', 'express', 'works', SCENARIOS],
    ['Express, store and ledger in their own time', 'express', 'later', WAITING_SCENARIOS],
    ['Fastify', 'fastify', 'works', SCENARIOS],
    ['Fastify, store and ledger in their own time', 'fastify', 'later', WAITING_SCENARIOS],
  ] as const)(`Nest ${version} on %s`, (_name, platform, ports, scenarios) => {
    test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
      '%s',
      (_title, scenario) => play(scenario, onNest(platform), { relay: tracing.relay, ports }),
    );
  });

  test('nothing of anybody was written to the console, the process streams or the spans', async () => {
    await tracing.shutdown();
    const spans = receiver.bodies.join('\n');
    expect(spans).toContain('privacy.decision');
    expectSilence([
      ['the output of the process', output.text()],
      ['the spans', spans],
    ]);
  });
}

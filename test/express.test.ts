import { createAuditTracing } from '@lawful/core/otel';
import express from 'express';
import express4 from 'express4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { play } from './scenarios/drive.ts';
import { expectSilence } from './scenarios/expectations.ts';
import { onExpress } from './scenarios/express-app.ts';
import { catchOutput, type Output } from './scenarios/output.ts';
import { SCENARIOS, WAITING_SCENARIOS } from './scenarios/scenarios.ts';
import { type OtlpReceiver, startReceiver } from './shop/otlp-receiver.ts';

// The application uses nothing in which the two versions differ; their types differ all the same.
const older = express4 as unknown as typeof express;

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

describe.each([
  ['Express 5', onExpress(express), 'works', SCENARIOS],
  ['Express 5, store and ledger in their own time', onExpress(express), 'later', WAITING_SCENARIOS],
  ['Express 4', onExpress(older), 'works', SCENARIOS],
] as const)('%s', (_name, start, ports, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    (_title, scenario) => play(scenario, start, { relay: tracing.relay, ports }),
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

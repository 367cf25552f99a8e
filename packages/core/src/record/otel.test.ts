import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type ContextManager,
  context,
  createContextKey,
  ROOT_CONTEXT,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { afterEach, expect, test, vi } from 'vitest';
import { type OtlpReceiver, otlpReceiver } from '../../fixtures/otlp-receiver.ts';
import { memoryLedger } from '../memory/ledger.ts';
import type { AuditRecord } from './audit-record.ts';
import { recordId, unitId } from './ids.ts';
import { type AuditTracing, type AuditTracingOptions, createAuditTracing } from './otel.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const it of open.splice(0)) await it.close();
});

test('a decision and what was served reach the receiver as one trace, linked to the request', async () => {
  const { ledger, receiver } = await given();
  const unit = unitId();
  const requestTrace = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  ledger.append(record({ unit, trace: requestTrace }));
  ledger.append(record({ unit, trace: requestTrace, kind: 'served' }));
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(3), 2_000);

  const [root, decision, served] = receiver.spans;
  expect(receiver.spans.map((it) => it.name)).toEqual([
    'privacy.request',
    'privacy.decision',
    'privacy.access',
  ]);
  expect(receiver.paths).toEqual(['/v1/traces']);
  expect(receiver.services).toEqual(['shop']);
  expect(root?.parentSpanId ?? '').toBe('');
  expect(decision?.parentSpanId).toBe(root?.spanId);
  expect(served?.traceId).toBe(unit.replaceAll('-', ''));
  expect(decision?.links).toEqual([requestTrace]);
  expect(root?.links).toEqual([requestTrace]);
  expect(decision?.attributes).toMatchObject({
    'privacy.ledger.index': 0,
    'privacy.decision.outcome': 'allow',
    'privacy.data.categories': ['pd:EmailAddress'],
  });
});

test('a unit of work has one root, however many batches its records leave in', async () => {
  const { ledger, receiver, tracing } = await given();
  const unit = unitId();
  ledger.append(record({ unit }));
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(2), 2_000);
  ledger.append(record({ unit, kind: 'served' }));
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(3), 2_000);
  await tracing.flush();
  expect(receiver.spans.filter((it) => it.name === 'privacy.request')).toHaveLength(1);
});

test('a pseudonym leaves only where that is configured', async () => {
  const silent = await given();
  const telling = await given({ subjectPseudonym: true });
  for (const { ledger, receiver } of [silent, telling]) {
    ledger.append(record({ subject: 'PseudonymOfAnna', actor: { type: 'data-subject' } }));
    await vi.waitFor(() => expect(receiver.spans).toHaveLength(2), 2_000);
  }
  expect(JSON.stringify(silent.receiver.spans)).not.toContain('PseudonymOfAnna');
  expect(telling.receiver.spans[1]?.attributes).toMatchObject({
    'enduser.pseudo.id': 'PseudonymOfAnna',
  });
});

test('a request whose traceparent says "not sampled" loses no audit span', async () => {
  const { ledger, receiver, tracing } = await given();
  const unsampled = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  const request = trace.setSpanContext(ROOT_CONTEXT, { ...unsampled, traceFlags: TraceFlags.NONE });
  expect(spansOfAnOrdinaryTracer(request)).toBe(0);
  expect(spansOfAnOrdinaryTracer(ROOT_CONTEXT)).toBe(1);
  expect(spansOfAnOrdinaryTracer(suppressed(ROOT_CONTEXT))).toBe(0);

  context.setGlobalContextManager(contextManager());
  try {
    context.with(request, () => ledger.append(record({ trace: unsampled })));
    context.with(suppressed(request), () => ledger.append(record({ trace: unsampled })));
    await tracing.flush();
    await vi.waitFor(() => expect(receiver.spans).toHaveLength(4), 2_000);
  } finally {
    context.disable();
  }
});

test('no variable of the environment switches evidence off or shortens it', async () => {
  vi.stubEnv('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', '1');
  vi.stubEnv('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT', '1');
  vi.stubEnv('OTEL_ATTRIBUTE_COUNT_LIMIT', '1');
  vi.stubEnv('OTEL_SPAN_LINK_COUNT_LIMIT', '0');
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'always_off');
  vi.stubEnv('OTEL_SDK_DISABLED', 'true');
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'user.email=anna@example.test');
  vi.stubEnv('OTEL_SERVICE_NAME', 'another');
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9');
  try {
    const { ledger, receiver } = await given();
    const requestTrace = {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
    };
    ledger.append(record({ trace: requestTrace }));
    await vi.waitFor(() => expect(receiver.spans).toHaveLength(2), 2_000);
    expect(Object.keys(receiver.spans[1]?.attributes ?? {}).length).toBeGreaterThan(8);
    expect(receiver.spans[1]?.attributes['privacy.decision.reason']).toBe('contract');
    expect(receiver.spans[1]?.links).toEqual([requestTrace]);
    expect(receiver.services).toEqual(['shop']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a burst of 5,000 records arrives whole', async () => {
  const { ledger, receiver, tracing } = await given();
  for (let count = 0; count < 5_000; count++) ledger.append(record({}));
  await vi.waitFor(() => expect(tracing.status().exported).toBe(5_000), 15_000);
  const indices = receiver.spans.flatMap((it) => it.attributes['privacy.ledger.index'] ?? []);
  expect(new Set(indices).size).toBe(5_000);
  expect(tracing.status()).toEqual({ pending: 0, exported: 5_000, lost: 0, lostFrom: undefined });
});

test('while the receiver is down nothing is refused and nothing thrown; what waited arrives later', async () => {
  const receiver = await otlpReceiver();
  open.push(receiver);
  await receiver.close();
  const { ledger, tracing } = await given({ url: receiver.url, timeout: 300 });
  for (let count = 0; count < 20; count++) expect(ledger.append(record({}))).toBe(count);
  await new Promise((resume) => setTimeout(resume, 300));
  expect(tracing.status()).toMatchObject({ pending: 20, exported: 0, lost: 0 });
  await receiver.reopen();
  await vi.waitFor(() => expect(tracing.status().exported).toBe(20), 8_000);
});

test('what did not fit while the receiver was down is counted, and replayed from the ledger', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const receiver = await otlpReceiver();
  open.push(receiver);
  await receiver.close();
  const { ledger, tracing } = await given({ url: receiver.url, timeout: 300, queueLimit: 10 });
  for (let count = 0; count < 600; count++) ledger.append(record({}));
  await vi.waitFor(() => expect(tracing.status().lost).toBe(590), 2_000);
  expect(tracing.status().lostFrom).toBe(10);
  expect(warned).toHaveBeenCalledTimes(1);
  warned.mockRestore();

  await receiver.reopen();
  await vi.waitFor(() => expect(tracing.status().pending).toBe(0), 8_000);
  expect(await tracing.replay(ledger.read(tracing.status().lostFrom))).toBe(600);
  const indices = receiver.spans.flatMap((it) => it.attributes['privacy.ledger.index'] ?? []);
  expect(new Set(indices).size).toBe(600);
  expect(tracing.status().lostFrom).toBeUndefined();
});

test('replaying what arrived before repeats the same spans under the same ids', async () => {
  const { ledger, receiver, tracing } = await given();
  ledger.append(record({}));
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(2), 2_000);
  await tracing.replay(ledger.read());
  const [, first, again] = receiver.spans;
  expect(again).toEqual(first);
});

test('a receiver that refuses the data for good does not hold up what follows', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const { ledger, receiver, tracing } = await given();
  receiver.status = 400;
  ledger.append(record({}));
  await vi.waitFor(() => expect(tracing.status()).toMatchObject({ lost: 1, lostFrom: 0 }), 2_000);
  receiver.status = 200;
  ledger.append(record({}));
  await vi.waitFor(() => expect(tracing.status().exported).toBe(1), 2_000);
  warned.mockRestore();
});

test('shutting down sends what waits; with the receiver down it still ends, without rejecting', async () => {
  const { ledger, receiver, tracing, stop } = await given({ delay: 60_000 });
  ledger.append(record({}));
  stop();
  await tracing.shutdown();
  expect(receiver.spans).toHaveLength(2);

  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const nowhere = createAuditTracing({
    url: 'http://127.0.0.1:9',
    serviceName: 'shop',
    timeout: 200,
  });
  nowhere.relay({ index: 0, record: record({}) });
  await nowhere.shutdown();
  await nowhere.shutdown();
  expect(nowhere.status()).toMatchObject({ pending: 0, lost: 1, lostFrom: 0 });
  nowhere.relay({ index: 1, record: record({}) });
  warned.mockRestore();
});

test('flushing waits for what the ledger accepted just now', async () => {
  const { ledger, receiver, tracing } = await given({ delay: 60_000 });
  for (let count = 0; count < 2_000; count++) ledger.append(record({}));
  await tracing.flush();
  expect(receiver.spans).toHaveLength(4_000);
});

test('an address that is none is refused at start, without repeating it', () => {
  expect(() => createAuditTracing({ url: 'secret', serviceName: 'shop' })).toThrow(TypeError);
  expect(() => createAuditTracing({ url: 'secret', serviceName: 'shop' })).not.toThrow(/secret/);
});

interface Given {
  readonly ledger: ReturnType<typeof memoryLedger>;
  readonly receiver: OtlpReceiver;
  readonly tracing: AuditTracing;
  readonly stop: () => void;
}

async function given(over: Partial<AuditTracingOptions> = {}): Promise<Given> {
  const receiver = await otlpReceiver();
  const tracing = createAuditTracing({
    url: receiver.url,
    serviceName: 'shop',
    delay: 20,
    ...over,
  });
  const ledger = memoryLedger();
  const stop = ledger.subscribe(tracing.relay);
  open.push({ close: () => tracing.shutdown() }, receiver);
  return { ledger, receiver, tracing, stop };
}

/** A control: what the usual sampler makes of the same request. */
function spansOfAnOrdinaryTracer(request: Context): number {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  provider.getTracer('ordinary').startSpan('privacy.decision', {}, request).end();
  return exporter.getFinishedSpans().length;
}

/** The context in which an instrumentation asks for no spans at all. */
function suppressed(parent: Context): Context {
  return parent.setValue(createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'), true);
}

function contextManager(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, run, self, ...args) => storage.run(active, () => run.apply(self, args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

function record(over: Partial<AuditRecord>): AuditRecord {
  return {
    id: recordId(),
    at: new Date().toISOString(),
    kind: 'decision',
    unit: unitId(),
    outcome: 'allow',
    reason: 'contract',
    purpose: 'order',
    legalBasis: 'eu-gdpr:A6-1-b',
    operation: 'dpv:Collect',
    policyVersion: '3',
    categories: ['pd:EmailAddress'],
    ...over,
  };
}

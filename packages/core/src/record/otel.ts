import {
  context,
  createContextKey,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  AlwaysOnSampler,
  type ReadableSpan,
  TracerProvider,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace';
import { isThenable } from '../enforce/deadline.ts';
import { type AuditTracing, createTracing } from './audit-tracing.ts';
import type { AuditTracingOptions } from './audit-tracing-options.ts';
import type { Outcome } from './delivery.ts';
import type { AuditSpan, SpanIdentity } from './span.ts';
import { createSpanBatches } from './span-batch.ts';
import { tracesUrl } from './traces-url.ts';

export type { AuditTracing, AuditTracingStatus } from './audit-tracing.ts';
export type { AuditTracingOptions } from './audit-tracing-options.ts';

/**
 * Exports audit records as spans over OTLP/HTTP, on a tracer provider of its own: no sampler, no context, no
 * environment variable and no header of a request can switch it off. Register it with
 * `ledger.subscribe(tracing.relay)`. While the receiver is down records wait, bounded; what did not fit is warned of
 * once, counted, and can be replayed.
 *
 * @throws TypeError when `url` is not one.
 */
export function createAuditTracing(options: AuditTracingOptions): AuditTracing {
  const exporter = new OTLPTraceExporter({
    url: tracesUrl(options.url),
    timeoutMillis: options.timeout ?? 3_000,
    ...(options.headers === undefined ? {} : { headers: { ...options.headers } }),
  });
  const toSpan = createSpanMaker(options.serviceName);
  const batchOf = createSpanBatches(options);
  return createTracing({
    async send(entries) {
      const made = attempt(() => {
        const batch = batchOf(entries);
        return { batch, spans: batch.spans.map(toSpan) };
      });
      if (made === undefined) return 'refused';
      const outcome = await exported(exporter, made.spans);
      if (outcome === 'delivered') made.batch.delivered();
      return outcome;
    },
    close: () => exporter.shutdown(),
    delay: options.delay ?? 200,
    limit: options.queueLimit ?? 50_000,
  });
}

/** Runs a handler inside a span of its own, a child of the request's. It ends when the handler's promise does. */
export type HandlerSpans = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  work: () => unknown,
) => unknown;

/**
 * Spans for handlers, on the tracer provider of the application: for frameworks whose version no instrumentation
 * supports. What a handler throws is told by the status alone, for messages may hold personal data. Without a provider
 * it costs next to nothing.
 */
export function createHandlerSpans(): HandlerSpans {
  const tracer = trace.getTracer('@lawful/core');
  return (name, attributes, work) =>
    tracer.startActiveSpan(name, { attributes: { ...attributes } }, (span) => {
      const failed = (error: unknown): never => {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        throw error;
      };
      const done = (result: unknown): unknown => {
        span.end();
        return result;
      };
      try {
        const result = work();
        return isThenable(result) ? result.then(done, failed) : done(result);
      } catch (error) {
        return failed(error);
      }
    });
}

/** Explicit, so that no OTEL_* variable of the process shortens evidence. */
const SPAN_LIMITS = {
  attributeCountLimit: 128,
  attributeValueLengthLimit: Number.POSITIVE_INFINITY,
  linkCountLimit: 128,
  eventCountLimit: 128,
  attributePerEventCountLimit: 128,
  attributePerLinkCountLimit: 128,
} as const;

/** OpenTelemetry's own mark for "make no spans of this": exporting must not be traced in its turn. */
const UNTRACED = ROOT_CONTEXT.setValue(
  createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'),
  true,
);

/** One span through the SDK, in a context of its own: nothing active, nothing sampled away, its ids ours. */
function createSpanMaker(serviceName: string): (span: AuditSpan) => ReadableSpan {
  const ended: ReadableSpan[] = [];
  const ids = { traceId: '', spanId: '' };
  const nothing = async (): Promise<void> => undefined;
  const provider = new TracerProvider({
    sampler: new AlwaysOnSampler(),
    spanLimits: SPAN_LIMITS,
    resource: resourceOf({ 'service.name': serviceName }),
    idGenerator: { generateTraceId: () => ids.traceId, generateSpanId: () => ids.spanId },
    spanProcessors: [
      {
        onStart: () => undefined,
        onEnd: (span) => ended.push(span),
        forceFlush: nothing,
        shutdown: nothing,
      },
    ],
  });
  const tracer = provider.getTracer('@lawful/core');
  return (audit) => {
    ids.traceId = audit.traceId;
    ids.spanId = audit.spanId;
    const span = tracer.startSpan(
      audit.name,
      {
        attributes: { ...audit.attributes },
        startTime: new Date(audit.startTime),
        links: audit.link === undefined ? [] : [{ context: spanContext(audit.link, true) }],
      },
      parentOf(audit),
    );
    if (audit.status === 'error') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(new Date(audit.endTime));
    const made = ended.pop();
    if (made === undefined) throw new Error('The tracer provider made no span');
    return made;
  };
}

function parentOf({ traceId, parentSpanId }: AuditSpan): typeof ROOT_CONTEXT {
  return parentSpanId === undefined
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, spanContext({ traceId, spanId: parentSpanId }, false));
}

function spanContext({ traceId, spanId }: SpanIdentity, isRemote: boolean): SpanContext {
  // Whether the request's span was sampled is not known and does not matter here.
  return { traceId, spanId, isRemote, traceFlags: isRemote ? TraceFlags.NONE : TraceFlags.SAMPLED };
}

type Resource = NonNullable<TracerProviderOptions['resource']>;

/** A resource of exactly these attributes: nothing of the environment, host or command line. */
function resourceOf(attributes: Record<string, string>): Resource {
  return {
    attributes,
    merge: (other) => (other === null ? resourceOf(attributes) : other),
    getRawAttributes: () => Object.entries(attributes),
  };
}

function exported(exporter: OTLPTraceExporter, spans: ReadableSpan[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const begun = attempt(() => {
      context.with(UNTRACED, () => {
        exporter.export(spans, ({ code, error }) => {
          resolve(code === 0 ? 'delivered' : outcomeOf(error));
        });
      });
      return true;
    });
    if (begun === undefined) resolve('refused');
  });
}

/** What cannot be converted or written today cannot be tomorrow: it must not hold up what follows. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** A receiver that understood and refuses the data will refuse them again; anything else may pass. */
function outcomeOf(error: Error | undefined): Outcome {
  const status = error !== undefined && 'code' in error ? error.code : undefined;
  return status === 400 || status === 413 || status === 422 ? 'refused' : 'retry';
}

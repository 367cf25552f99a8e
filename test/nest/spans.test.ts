import { createHandlerSpans } from '@lawful/core/otel';
import { PrivacyModule, Processing, Returns, Subject } from '@lawful/nest';
import { Controller, Get } from '@nestjs/common';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';
import { createWorld } from '../scenarios/world.ts';
import { optionsFor, PLATFORMS, serve } from './serving.ts';

const exporter = new InMemorySpanExporter();

beforeAll(() => {
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  trace.setGlobalTracerProvider(provider);
});

beforeEach(() => exporter.reset());

@Controller('members')
class MembersController {
  @Get('me')
  @Processing('membership')
  @Returns(Member)
  async me(@Subject() _id: string): Promise<object> {
    return memberOf('anna');
  }

  @Processing('membership', { subject: () => PEOPLE.anna.id })
  async remind(): Promise<void> {}

  @Get('gone')
  @Processing('membership')
  @Returns(Member)
  async gone(): Promise<object> {
    throw new Error(`no row for ${PEOPLE.anna.email}`);
  }
}

describe.each(PLATFORMS)('on %s', (_name, platform) => {
  test('a handler that runs leaves a span with its name, and one that fails says so without a word of why', async () => {
    await using app = await servedWithSpans(platform);
    await app.ask('GET', '/members/me');
    await app.ask('GET', '/members/gone');
    const spans = exporter.getFinishedSpans();
    expect(spans.map(({ name, attributes, status }) => [name, attributes, status.code])).toEqual([
      ['MembersController.me', attributesOf('me'), SpanStatusCode.UNSET],
      ['MembersController.gone', attributesOf('gone'), SpanStatusCode.ERROR],
    ]);
    expect(JSON.stringify(spans.map(({ events, status }) => [events, status]))).not.toContain(
      PEOPLE.anna.email,
    );
  });

  test('a job leaves one, with the name of its method', async () => {
    await using app = await servedWithSpans(platform);
    await app.app.get(MembersController).remind();
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual([
      'MembersController.remind',
    ]);
  });

  test('a handler that is not reached leaves none', async () => {
    await using app = await servedWithSpans(platform);
    await app.ask('GET', '/members/me', { as: 'nobody' });
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

function servedWithSpans(platform: (typeof PLATFORMS)[number][1]) {
  const world = createWorld();
  const options = { ...optionsFor(world), spans: createHandlerSpans() };
  const privacyModule = PrivacyModule.forRoot(options);
  return serve(platform, { world, privacyModule, controllers: [MembersController] });
}

function attributesOf(callback: string) {
  return { 'nestjs.controller': 'MembersController', 'nestjs.callback': callback };
}

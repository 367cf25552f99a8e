import { Processing, Returns } from '@lawful/nest';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  ForbiddenException,
  Get,
  UseFilters,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { describe, expect, test } from 'vitest';
import { expectSilence } from '../scenarios/expectations.ts';
import { Member } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { textOf } from './gym.ts';
import { type Application, PLATFORMS, serve } from './serving.ts';

const { anna } = PEOPLE;

describe.each(PLATFORMS)('Nest on %s', (_name, platform) => {
  describe('an exception filter of the application', () => {
    class Taken extends Error {}

    @Catch(Taken)
    class TakenFilter implements ExceptionFilter {
      catch(_error: Taken, host: ArgumentsHost): void {
        const response = host.switchToHttp().getResponse();
        const document = { title: 'Taken', status: 409, of: anna.email };
        response.status(409).type('application/problem+json').send(document);
      }
    }
    @Catch()
    class LeakyFilter implements ExceptionFilter {
      catch(error: unknown, host: ArgumentsHost): void {
        host
          .switchToHttp()
          .getResponse()
          .status(500)
          .send({ error: String(error) });
      }
    }
    @Catch()
    class LeakyTextFilter implements ExceptionFilter {
      catch(error: unknown, host: ArgumentsHost): void {
        host.switchToHttp().getResponse().status(500).type('text/html').send(`<p>${error}</p>`);
      }
    }
    @Controller()
    class Failing {
      @Processing('membership')
      @Returns(Member)
      @Get('taken')
      taken(): object {
        throw new Taken(anna.email);
      }
      @Processing('membership')
      @Returns(Member)
      @UseFilters(new LeakyFilter())
      @Get('leaky')
      leaky(): object {
        throw new Error(`no row for ${anna.email}`);
      }
      @UseFilters(new LeakyTextFilter())
      @Processing('membership')
      @Returns(Member)
      @Get('leaky-text')
      leakyText(): object {
        throw new Error(`no row for ${anna.email}`);
      }
      @Processing('membership')
      @Returns(Member)
      @Get('forbidden')
      forbidden(): object {
        throw new ForbiddenException(`not for ${anna.email}`);
      }
    }

    test('that repeats an error does not get it out', async () => {
      await using serving = await serve(platform, { controllers: [Failing] });
      for (const path of ['/leaky', '/leaky-text']) {
        const answer = await serving.ask('GET', path);
        expect(answer).toMatchObject({
          status: 500,
          headers: { 'content-type': 'application/problem+json' },
        });
        expectSilence([['the answer', textOf(answer)]]);
      }
    });

    test('may answer with a problem document; what it does not catch is answered as ever', async () => {
      for (const way of [
        { providers: [{ provide: APP_FILTER, useClass: TakenFilter }] },
        { configure: (app) => void app.useGlobalFilters(new TakenFilter()) },
      ] satisfies Partial<Application>[]) {
        await using serving = await serve(platform, { controllers: [Failing], ...way });
        expect(await serving.ask('GET', '/taken')).toMatchObject({
          status: 409,
          text: JSON.stringify({ title: 'Taken', status: 409 }),
        });
        const forbidden = await serving.ask('GET', '/forbidden');
        expect(forbidden).toMatchObject({
          status: 403,
          headers: { 'content-type': 'application/problem+json' },
        });
        expectSilence([['the answer', textOf(forbidden)]]);
      }
    });
  });
});

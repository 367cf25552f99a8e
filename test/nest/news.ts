import { PrivacyService, Processing, Returns } from '@lawful/nest';
import {
  type CallHandler,
  Controller,
  ForbiddenException,
  HttpException,
  Inject,
  type MessageEvent,
  type NestInterceptor,
  Sse,
  UseInterceptors,
} from '@nestjs/common';
import { concat, concatMap, from, map, of, Subject, throwError, timer } from 'rxjs';
import { Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';

const { anna } = PEOPLE;

const row = new Error(`no row for ${anna.email}`);

/** Events that a test sends by hand. */
export const hand = { events: new Subject<object>() };

/** Adds to what leaves, behind everything else. */
const adding: NestInterceptor = {
  intercept: (_context, next: CallHandler) =>
    next.handle().pipe(
      map(({ data, ...event }) => ({
        ...event,
        data: JSON.stringify({ ...JSON.parse(data), diagnosis: anna.diagnosis }),
      })),
    ),
};
const failing: NestInterceptor = {
  intercept: (_context, next) =>
    next
      .handle()
      .pipe(
        concatMap((event, index) =>
          index === 0
            ? of(event)
            : throwError(() => new HttpException(`no cache for ${anna.email}`, 418)),
        ),
      ),
};

@Controller()
export class News {
  readonly privacy: PrivacyService;

  constructor(@Inject(PrivacyService) privacy: PrivacyService) {
    this.privacy = privacy;
  }

  @Sse('news')
  @Processing('newsletter')
  @Returns(Member)
  news() {
    return from([1, 2]).pipe(
      map((id): MessageEvent => ({ id: String(id), type: 'news', data: memberOf('anna') })),
    );
  }

  // The other way round, and later: nothing may depend on either.
  @Processing('newsletter')
  @Returns(Member)
  @Sse('late')
  async late() {
    await Promise.resolve();
    return timer(30).pipe(
      map(() => ({
        data: memberOf('anna'),
        type: this.privacy.unit.subject === anna.id ? 'hers' : 'lost',
      })),
    );
  }

  @Sse('shapes')
  @Processing('newsletter')
  @Returns(Member)
  shapes() {
    return from([
      { type: 'ping' },
      { comment: `still there, ${anna.email}`, data: undefined },
      memberOf('anna'),
      { data: { ...memberOf('anna'), diagnosis: anna.diagnosis }, diagnosis: anna.diagnosis },
    ]);
  }

  @Sse('text')
  @Processing('newsletter')
  @Returns(Member)
  text() {
    return of({ data: `hello ${anna.email}` });
  }

  @Sse('everybody')
  @Processing('newsletter', { subject: 'each' })
  @Returns(Member)
  everybody() {
    return from(['bert', 'anna'] as const).pipe(map((name) => ({ data: memberOf(name) })));
  }

  @Sse('breaks')
  @Processing('newsletter')
  @Returns(Member)
  breaks() {
    return concat(
      of({ data: memberOf('anna') }),
      throwError(() => row),
    );
  }

  @Sse('never')
  @Processing('newsletter')
  @Returns(Member)
  never() {
    throw new ForbiddenException(`not ${anna.email}`);
  }

  @Sse('never-later')
  @Processing('newsletter')
  @Returns(Member)
  async neverLater() {
    await new Promise((done) => setTimeout(done, 20));
    throw row;
  }

  @Sse('added')
  @UseInterceptors(adding)
  @Processing('newsletter')
  @Returns(Member)
  added() {
    return of({ data: memberOf('anna') });
  }

  @Sse('failing-behind')
  @UseInterceptors(failing)
  @Processing('newsletter')
  @Returns(Member)
  failingBehind() {
    return from([1, 2]).pipe(map(() => ({ data: memberOf('anna') })));
  }

  @Sse('by-hand')
  @Processing('newsletter')
  @Returns(Member)
  byHand() {
    return hand.events;
  }
}

/** A purpose for all handlers of a class. */
@Controller('whole')
@Processing('newsletter')
export class WholeNews {
  @Sse('news')
  @Returns(Member)
  news() {
    return of({ data: memberOf('anna') });
  }
}

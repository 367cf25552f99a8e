import { opaque, type UnitOfWork } from '@lawful/core';
import { PrivacyContext, PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import {
  Controller,
  Inject,
  Injectable,
  type PipeTransform,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { delay, from, map, type Observable } from 'rxjs';
import { Address, Done, Member } from '../scenarios/models.ts';
import { memberOf, PEOPLE } from '../scenarios/people.ts';

const { anna } = PEOPLE;

interface About {
  readonly id?: string;
}

/** Notes what a handler is handed, before the gate. */
class Watch implements PipeTransform {
  readonly seen: unknown[] = [];
  transform(value: unknown): unknown {
    this.seen.push(value);
    return value;
  }
}
/** What came in, as it was. */
export const watch = new Watch();

@Injectable()
class Desk {
  /** What handlers were handed. */
  readonly handed: unknown[] = [];
  readonly left: unknown[] = [];
}

@Controller()
class Members {
  readonly desk: Desk;
  readonly privacy: PrivacyService;

  constructor(@Inject(Desk) desk: Desk, @Inject(PrivacyService) privacy: PrivacyService) {
    this.desk = desk;
    this.privacy = privacy;
  }

  @MessagePattern('address')
  @Processing('newsletter', { subject: ({ id }: About) => id })
  @Returns(Member)
  async address(_about: About): Promise<Member> {
    return memberOf('anna');
  }

  @MessagePattern('addresses')
  @Processing('newsletter', { subject: ({ id }: About) => id })
  @Returns(Member)
  addresses(_about: About): Observable<Member> {
    const unit = () => this.privacy.unit.subject;
    return from([1, 2]).pipe(
      delay(1),
      map((each) => Object.assign(memberOf('anna'), { tariff: `${each} ${unit() === anna.id}` })),
    );
  }

  @MessagePattern('broken addresses')
  @Processing('newsletter', { subject: ({ id }: About) => id })
  @Returns(Member)
  brokenAddresses(_about: About): Observable<Member> {
    return from([1, 2]).pipe(
      map((each) => {
        if (each === 2) throw new Error(`no row for ${anna.email}`);
        return memberOf('anna');
      }),
    );
  }

  @MessagePattern('change')
  @Processing('membership', { subject: ({ id }: About) => id })
  @Returns(Done)
  change(@Payload(watch) member: Member): object {
    this.desk.handed.push(member);
    return { done: true, of: member };
  }

  @MessagePattern('change, validated')
  @UsePipes(new ValidationPipe({ transform: true }))
  @Processing('membership', { subject: ({ id }: About) => id })
  @Returns(Done)
  changeValidated(@Payload() member: Member): object {
    this.desk.handed.push(member);
    return { done: true };
  }

  @MessagePattern('change address')
  @Processing('sport-statistics', { subject: () => anna.id })
  @Returns(Done)
  changeAddress(@Payload('address') address: Address): object {
    this.desk.handed.push(address);
    return { done: true };
  }

  @MessagePattern('change, bare')
  @Processing('membership', { subject: ({ id }: About) => id })
  @Returns(Done)
  changeBare(member: Member): object {
    this.desk.handed.push(member);
    return { done: true };
  }

  @MessagePattern('whose')
  @Processing('membership', { subject: ({ id }: About) => id })
  @Returns(opaque('the id of whoever it is about, which the sender knows'))
  whose(
    @Payload() _about: About,
    @Subject() id: string,
    @PrivacyContext() unit: UnitOfWork,
  ): readonly unknown[] {
    return [id, unit.subject, unit.purpose];
  }

  @MessagePattern('everybody')
  @Processing('newsletter', { subject: 'each' })
  @Returns([Member])
  everybody(): readonly Member[] {
    return [memberOf('anna'), memberOf('bert')];
  }

  @MessagePattern('fails')
  @Processing('membership', { subject: ({ id }: About) => id })
  @Returns(Done)
  fails(_about: About): object {
    this.privacy.sight(Member, memberOf('anna'));
    throw new Error(`no row for ${anna.email}`);
  }

  @EventPattern('left')
  @Processing('newsletter', { subject: ({ id }: About) => id })
  async leave(_about: About): Promise<void> {
    this.desk.left.push(this.privacy.unit.subject);
  }
}

/** What an application that answers messages is made of, anew. */
export const metadata = () => {
  const desk = new Desk();
  return { desk, controllers: [Members], providers: [{ provide: Desk, useValue: desk }] };
};

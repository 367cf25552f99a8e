import { opaque } from '@lawful/core';
import { Processing, Returns } from '@lawful/nest';
import {
  Body,
  type CanActivate,
  Controller,
  Get,
  Injectable,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { type Observable, of } from 'rxjs';
import { Member, NewMember } from '../scenarios/models.ts';
import { memberOf } from '../scenarios/people.ts';
import { DataSubject, PersonalData, SubjectId } from '../scenarios/policy.ts';
import type { Application } from './serving.ts';

/** Declared, and forgotten in `models`. */
@DataSubject('dpv:Customer')
class Forgotten {
  @SubjectId() id!: string;
  @PersonalData({ category: 'pd:Name', purpose: 'membership' }) name!: string;
}

/** Never declared. */
class Undeclared {
  name!: string;
}

/** A purpose that the policy does not have, as somebody writes it who checks no types. */
const misspelt = 'memberschip';

const letIn: CanActivate = { canActivate: () => true };

@Controller('unsaid')
export class Unsaid {
  @Post() take(@Body() member: NewMember): object {
    return { taken: member !== undefined };
  }
  @Get('given') give(): Member {
    return memberOf('anna');
  }
  @Get('listed') @Returns({ 200: { items: [Member] } }) list(): object {
    return { items: [memberOf('anna')] };
  }
}

@Controller('misspelt')
class Misspelt {
  @Processing(misspelt) @Returns(Member) @Get() one(): object {
    return memberOf('anna');
  }
  @Processing({ among: ['membership', misspelt], by: ({ query }) => query })
  @Returns(Member)
  @Get('chosen')
  chosen(): object {
    return memberOf('anna');
  }
}

@Controller('undeclared')
class UndeclaredModels {
  @Processing('membership') @Returns(Forgotten) @Get() forgotten(): object {
    return {};
  }
  @Processing(misspelt) @Returns([Undeclared]) @Post() both(@Body() body: Undeclared): object[] {
    return [body];
  }
  @Processing('membership') @Returns('nothing') @Get('by-key') byKey(
    @Query('page') _page: string,
    @Body() _body: object,
    @Param('id') _id: string,
  ): void {}
}

@Controller('dropped')
class Dropped {
  @Processing('door-security') @Returns(Member) @Get() member(): object {
    return memberOf('anna');
  }
  @Processing({ among: ['membership', 'door-security'], by: ({ query }) => query })
  @Returns({ 200: [Member], 202: 'nothing', 203: opaque('a page') })
  @Post()
  among(@Body() _member: NewMember): object {
    return [memberOf('anna')];
  }
}

@Controller('plain')
class Plain {
  @Processing('membership') @Get() object(): object {
    return memberOf('anna');
  }
  @Processing('membership') @Get('promise') async promise(): Promise<Member> {
    return memberOf('anna');
  }
  @Processing('membership') @Get('observable') observable(): Observable<Member> {
    return of(memberOf('anna'));
  }
  @Processing('membership') @Get('unwritten') unwritten() {
    return memberOf('anna');
  }
  @Processing('membership') @Get('text') text(): string {
    return memberOf('anna').email;
  }
}

@Injectable()
export class Jobs {
  @Processing('newsletter') async send(): Promise<void> {}
}

@Controller()
class Messages {
  @Processing('newsletter') @MessagePattern('send') send(): object {
    return { done: true };
  }
  @MessagePattern('tell') tell(@Payload() _member: Member): void {}
}

@Controller('late')
export class Late {
  @UseGuards(letIn) @Processing('membership') @Returns(Member) @Get() late(): object {
    return memberOf('anna');
  }
}

@UseGuards(letIn)
@Processing('membership')
@Controller('late-class')
class LateClass {
  @Returns(Member) @Get() late(): object {
    return memberOf('anna');
  }
}

/** An application that gets everything wrong that can be found at start-up. */
export const EVERYTHING_WRONG: Application = {
  controllers: [Unsaid, Misspelt, UndeclaredModels, Dropped, Plain, Messages, Late, LateClass],
  providers: [Jobs],
  configure: (app) => void app.setGlobalPrefix('api'),
};

/** What is wrong with it: code, place, and words of the message. */
export const ALL = [
  ['processing-missing', 'Unsaid.take', 'NewMember'],
  ['processing-missing', 'Unsaid.give', 'Member'],
  ['processing-missing', 'Unsaid.list', 'Member'],
  ['processing-invalid', 'Misspelt.one', misspelt],
  ['processing-invalid', 'Misspelt.chosen', misspelt],
  ['processing-invalid', 'UndeclaredModels.forgotten', 'Forgotten, named as returns'],
  ['processing-invalid', 'UndeclaredModels.both', misspelt],
  ['processing-invalid', 'UndeclaredModels.both', 'Undeclared, named as returns'],
  ['processing-invalid', 'UndeclaredModels.both', 'Undeclared, named as body'],
  ['processing-invalid', 'UndeclaredModels.byKey', 'query is taken by key'],
  ['processing-invalid', 'UndeclaredModels.byKey', 'body is no declared model'],
  ['purpose-without-fields', 'Dropped.member', 'Member is for "door-security"'],
  ['purpose-without-fields', 'Dropped.among', 'NewMember, Member is for "door-security"'],
  ['returns-missing', 'Plain.object', ''],
  ['returns-missing', 'Plain.promise', ''],
  ['returns-missing', 'Plain.observable', ''],
  ['returns-missing', 'Plain.text', ''],
  ['returns-missing', 'Plain.unwritten', ''],
  ['processing-missing', 'Messages.tell', 'Member'],
  ['subject-unknowable', 'Messages.send', ''],
  ['returns-missing', 'Messages.send', ''],
  ['subject-unknowable', 'Jobs.send', ''],
  ['rights-path-mismatch', '/api/privacy', '/privacy'],
] as const;

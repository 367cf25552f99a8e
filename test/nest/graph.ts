import { opaque, type UnitOfWork } from '@lawful/core';
import { PrivacyContext, PrivacyService, Processing, Returns, Subject } from '@lawful/nest';
import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PEOPLE } from '../scenarios/people.ts';
import { NewHome, Person, PersonPage, personOf } from './graph-models.ts';

const { anna, bert } = PEOPLE;

/** What resolvers were handed. */
export const handed: unknown[] = [];

@Resolver(() => Person)
export class People {
  @Query(() => Person, { nullable: true })
  @Processing('newsletter')
  @Returns(Person)
  me(): Person {
    return Object.assign(personOf('anna'), { friends: [personOf('anna')] });
  }

  @Query(() => [Person], { nullable: true })
  @Processing('newsletter', { subject: 'each' })
  @Returns([Person])
  async everybody(): Promise<Person[]> {
    return [personOf('anna'), personOf('bert')];
  }

  @Query(() => PersonPage, { nullable: true })
  @Processing('newsletter')
  @Returns({ items: [Person], total: 'not-personal' })
  page(): PersonPage {
    return { items: [personOf('anna')], total: 1 };
  }

  @Query(() => Person, { nullable: true })
  @Processing('membership', { subject: (id: string) => id })
  @Returns(Person)
  person(@Args('id') id: string): Person | null {
    return personOf(id === bert.id ? 'bert' : 'anna');
  }

  @Query(() => Person, { nullable: true })
  @Processing('membership')
  @Returns(Person)
  asked(@Subject() id: string, @PrivacyContext() unit: UnitOfWork): Person {
    return Object.assign(new Person(), { id, tariff: unit.purpose });
  }

  @Query(() => Person, { nullable: true })
  @Processing('membership')
  @Returns(Person)
  nobody(): Person | null {
    return null;
  }

  @Query(() => Person, { nullable: true })
  @Processing('membership')
  @Returns(Person)
  broken(): Person {
    throw new Error(`no row for ${anna.email}`);
  }

  @Mutation(() => Person, { nullable: true })
  @Processing('membership')
  @Returns(Person)
  move(@Args('home') home: NewHome): Person {
    handed.push(home);
    return Object.assign(personOf('anna'), { home });
  }

  @Mutation(() => Person, { nullable: true })
  @Processing('newsletter')
  @Returns(Person)
  subscribe(): Person {
    handed.push('subscribed');
    return personOf('anna');
  }

  @ResolveField(() => String, { nullable: true })
  @Processing('analytics', { subject: (person: Person) => person.id })
  @Returns(opaque('the resolver says which course somebody likes, in one word'))
  favourite(@Parent() _person: Person): string {
    return anna.interest;
  }

  @ResolveField(() => String, { nullable: true })
  @Processing('membership', { subject: (person: Person) => person.id })
  @Returns(opaque('the resolver fails before it says anything'))
  fails(@Parent() _person: Person): string {
    throw new Error(`no row for ${anna.email}`);
  }
}

/** One purpose for all of its resolvers. */
@Resolver()
@Processing('newsletter')
export class Newsletters {
  readonly privacy: PrivacyService;

  constructor(@Inject(PrivacyService) privacy: PrivacyService) {
    this.privacy = privacy;
  }

  @Query(() => Person, { nullable: true })
  @Returns(Person)
  async subscriber(): Promise<Person> {
    return Object.assign(personOf('anna'), { tariff: this.privacy.unit.purpose });
  }
}

abstract class Shared {
  @Query(() => Person, { nullable: true })
  @Returns(Person)
  inherited(): Person {
    return personOf('anna');
  }
}

/** Its only resolver is inherited. */
@Resolver()
@Processing('newsletter')
export class Heirs extends Shared {}

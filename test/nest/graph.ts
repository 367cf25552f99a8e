import { createPrivacy, memoryLedger, memorySubjectStore, opaque } from '@lawful/core';
import { PrivacyModule, PrivacyService, Processing, Returns } from '@lawful/nest';
import { Inject } from '@nestjs/common';
import {
  Args,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { models } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import {
  DataSubject,
  Nested,
  NotPersonal,
  nextPolicy,
  PersonalData,
  type Purpose,
  policy,
  SubjectId,
} from '../scenarios/policy.ts';

const { anna, bert } = PEOPLE;

@ObjectType()
@DataSubject('dpv:Customer')
export class Home {
  @Field(() => String, { nullable: true })
  @PersonalData({ category: 'pd:Street', purpose: 'membership' })
  street?: string;

  @Field(() => String, { nullable: true })
  @PersonalData({ category: 'pd:City', purpose: ['membership', 'newsletter'] })
  city?: string;
}

@ObjectType()
@DataSubject('dpv:Customer')
export class Person {
  @Field(() => ID, { nullable: true })
  @SubjectId()
  @PersonalData({ category: 'pd:AccountIdentifier', purpose: ['membership', 'newsletter'] })
  id?: string;

  // At another name in the schema than in the model.
  @Field(() => String, { nullable: true, name: 'mail' })
  @PersonalData({ category: 'pd:EmailAddress', purpose: ['membership', 'newsletter'] })
  email?: string;

  @Field(() => String, { nullable: true })
  @PersonalData({ category: 'pd:TelephoneNumber', purpose: 'membership' })
  phone?: string;

  @Field(() => String)
  @PersonalData({ category: 'pd:Name', purpose: 'membership' })
  lastName!: string;

  @Field(() => String, { nullable: true })
  @NotPersonal()
  tariff?: string;

  @Field(() => Home, { nullable: true })
  @Nested(() => Home)
  home?: Home;

  @Field(() => [Person], { nullable: true })
  @Nested(() => Person, 'array')
  friends?: Person[];
}

@ObjectType()
export class PersonPage {
  @Field(() => [Person], { nullable: true })
  items?: Person[];

  @Field(() => Number, { nullable: true })
  total?: number;
}

@InputType()
@DataSubject('dpv:Customer')
export class NewHome {
  @Field(() => String, { nullable: true })
  @PersonalData({ category: 'pd:Street', purpose: 'membership' })
  street?: string;

  @Field(() => String, { nullable: true })
  @PersonalData({ category: 'pd:Interest', purpose: 'adverts' })
  reason?: string;
}

function personOf(name: 'anna' | 'bert'): Person {
  const { id, email, phone, lastName, street, city } = PEOPLE[name];
  const home = Object.assign(new Home(), { street, city });
  return Object.assign(new Person(), { id, email, phone, lastName, home, tariff: 'monthly' });
}

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

/** A privacy layer over these models, and the module that knows who asks by headers. */
export function privacyOfGraph() {
  const store = memorySubjectStore();
  const ledger = memoryLedger();
  const told: string[] = [];
  const privacy = createPrivacy<Purpose>({
    policy: nextPolicy,
    versions: [policy],
    models: [...models, Person, Home, NewHome],
    store,
    ledger,
    clock: () => Date.parse('2026-11-22T10:00:00.000Z'),
    warn: () => undefined,
  });
  const personIn = (headers: Readonly<Record<string, unknown>>): string | undefined =>
    typeof headers['x-person'] === 'string' ? headers['x-person'] : undefined;
  const module = PrivacyModule.forRoot({
    privacy,
    subject: ({ headers }) => personIn(headers),
    actor: ({ headers }) =>
      headers['x-role'] === undefined
        ? undefined
        : { type: 'staff', id: 'x', role: String(headers['x-role']) },
    rights: { authorise: ({ headers }) => personIn(headers) },
    onError: (error, { status }) => void told.push(JSON.stringify({ status, error })),
  });
  return { module, privacy, store, ledger, told };
}

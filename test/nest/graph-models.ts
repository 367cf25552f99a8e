import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { PEOPLE } from '../scenarios/people.ts';
import { DataSubject, Nested, NotPersonal, PersonalData, SubjectId } from '../scenarios/policy.ts';

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

/** A person as the gym keeps one. */
export function personOf(name: 'anna' | 'bert'): Person {
  const { id, email, phone, lastName, street, city } = PEOPLE[name];
  const home = Object.assign(new Home(), { street, city });
  return Object.assign(new Person(), { id, email, phone, lastName, home, tariff: 'monthly' });
}

import { AbilityBuilder, createMongoAbility, type MongoAbility, subject } from '@casl/ability';
import { NOW, PURPOSE, type SubjectFacts, subjects } from '../workload/subjects.ts';

const TYPE = 'DataSubject';

/** Instances are tagged once, as an application would tag the rows that it loads. */
function instancesOf(facts: readonly SubjectFacts[]) {
  return new Map(facts.map((each) => [each.id, subject(TYPE, { ...each })]));
}

/** The same rule in CASL's own words, among three others that an application would have. */
function buildAbility(): MongoAbility {
  const { can, cannot, build } = new AbilityBuilder<MongoAbility>(createMongoAbility);
  can('order', TYPE);
  can('invoice', TYPE);
  can(PURPOSE, TYPE, { consents: PURPOSE, expiresAt: { $gt: NOW } });
  cannot(PURPOSE, TYPE, { restricted: true });
  return build();
}

/** One ability for all requests, asked about an instance, with a condition. */
export function createCaslDecider(): (subjectId: string) => boolean {
  const ability = buildAbility();
  const instances = instancesOf(subjects);
  return (subjectId) => ability.can(PURPOSE, instances.get(subjectId) ?? TYPE);
}

/** CASL's documented pattern: the ability is built for the request, then asked once. */
export function createCaslPerRequestDecider(): (subjectId: string) => boolean {
  const instances = instancesOf(subjects);
  return (subjectId) => buildAbility().can(PURPOSE, instances.get(subjectId) ?? TYPE);
}

/**
 * The cheapest question CASL can be asked: by type, no instance, no condition. It does not
 * answer ours, so it is measured but not compared with the truth.
 */
export function createCaslTypeDecider(): (subjectId: string) => boolean {
  const ability = buildAbility();
  return () => ability.can('order', TYPE);
}

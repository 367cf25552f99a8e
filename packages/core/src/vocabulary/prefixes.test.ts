import { expect, test } from 'vitest';
import { expandIri } from './prefixes.ts';

test.each([
  ['pd:EmailAddress', 'https://w3id.org/dpv/pd#EmailAddress'],
  ['dpv:DirectMarketing', 'https://w3id.org/dpv#DirectMarketing'],
  ['eu-gdpr:A6-1-a', 'https://w3id.org/dpv/legal/eu/gdpr#A6-1-a'],
  ['legal-fr:DPA-FR', 'https://w3id.org/dpv/legal/fr#DPA-FR'],
  ['justifications:Objection', 'https://w3id.org/dpv/justifications#Objection'],
  ['loc:FR', 'https://w3id.org/dpv/loc#FR'],
  ['dpv-27560:record-eu-gdpr', 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr'],
  ['x:Prospect', 'urn:x-lawful:vocabulary:Prospect'],
] as const)('%s stands for %s', (compact, iri) => {
  expect(expandIri(compact)).toBe(iri);
});

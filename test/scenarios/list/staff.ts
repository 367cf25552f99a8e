import { expect } from 'vitest';
import { consented, objected } from '../happened.ts';
import { type Name, PEOPLE } from '../people.ts';
import type { ExpectedAnswer, Scenario, Sender } from '../scenario.ts';

const { anna } = PEOPLE;
const list = (purpose: string): string => `GET /staff/members?purpose=${purpose}`;
const health = (name: Name): string => `GET /staff/members/${PEOPLE[name].id}/health`;
const wellness = `GET /staff/wellness/${anna.id}`;

function contactOf(name: Name): object {
  const { id, email, firstName, lastName, phone, street, city } = PEOPLE[name];
  return { id, email, firstName, lastName, phone, address: { street, city }, tariff: 'monthly' };
}

function profileOf(name: Name): object {
  const { id, birthDate, interest } = PEOPLE[name];
  return { id, birthDate, interests: [interest], tariff: 'monthly' };
}

/** Staff are told which purpose was refused, and nothing of where the person stands. */
function notGranted(purpose: string, legalBasis = 'eu-gdpr:A6-1-b'): ExpectedAnswer {
  return {
    status: 403,
    problem: 'role-not-granted',
    members: { purpose, purposes: [purpose], legalBasis },
  };
}

function notInstructed(as: Sender, title: string): Scenario {
  return {
    title,
    steps: [
      {
        as,
        ask: wellness,
        expect: {
          status: 403,
          problem: 'purpose-not-instructed',
          members: {
            purpose: 'employee-wellness',
            purposes: ['employee-wellness'],
            legalBasis: 'eu-gdpr:A6-1-b',
          },
        },
      },
    ],
    handled: 0,
  };
}

/** Who may ask is part of the question: roles, care teams, the clients on whose behalf we act. */
export const staffScenarios: readonly Scenario[] = [
  {
    title: 'The front desk sees how to reach members, and nothing that serves other purposes',
    steps: [
      {
        as: 'frank',
        ask: list('membership'),
        expect: { status: 200, json: [contactOf('anna'), contactOf('bert'), contactOf('chloe')] },
      },
    ],
    records: [
      {
        kind: 'decision',
        outcome: 'allow',
        reason: 'per_subject',
        purpose: 'membership',
        subject: undefined,
        actor: { type: 'staff', role: 'front-desk', pseudonym: expect.any(String) },
      },
      { kind: 'served', subjectCount: 3 },
    ],
  },
  {
    title: 'Members who have not consented are left out of statistics about members',
    given: {
      happened: { anna: [consented('analytics')], chloe: [consented('analytics')] },
    },
    steps: [
      {
        as: 'frank',
        ask: list('analytics'),
        expect: { status: 200, json: [profileOf('anna'), profileOf('chloe')] },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow' },
      { kind: 'served', subjectCount: 2 },
    ],
  },
  {
    title: 'Where nobody has consented, statistics about members are empty, not refused',
    steps: [{ as: 'frank', ask: list('analytics'), expect: { status: 200, json: [] } }],
    records: [
      { kind: 'decision', outcome: 'allow' },
      { kind: 'served', subjectCount: 0 },
    ],
  },
  ...['newsletter', 'nonsense', '', 'membership&purpose=analytics', '__proto__'].map(
    (purpose): Scenario => ({
      title: `The purpose that staff choose is one of those that the route offers, not "${purpose}"`,
      steps: [
        {
          as: 'frank',
          ask: list(purpose),
          expect: {
            status: 400,
            problem: 'purpose-not-allowed',
            members: { purposes: ['membership', 'analytics'] },
          },
        },
      ],
      records: [],
      handled: 0,
    }),
  ),
  {
    title: 'Naming a purpose is no authority: the role must have it',
    steps: [
      { as: 'max', ask: list('membership'), expect: notGranted('membership') },
      { as: 'petra', ask: list('analytics'), expect: notGranted('analytics', 'eu-gdpr:A6-1-a') },
    ],
    records: [
      { kind: 'decision', outcome: 'deny', reason: 'role_not_granted' },
      { kind: 'decision', outcome: 'deny', reason: 'role_not_granted' },
    ],
    handled: 0,
  },
  {
    title: 'Staff in a role that the policy does not know, or in none, may pursue nothing',
    steps: [
      { as: 'stranger', ask: list('membership'), expect: notGranted('membership') },
      { as: 'nora', ask: list('membership'), expect: notGranted('membership') },
    ],
    handled: 0,
  },
  {
    title: 'A physiotherapist sees the diagnosis of somebody in their care',
    steps: [
      {
        as: 'petra',
        ask: health('anna'),
        expect: { status: 200, json: { memberId: anna.id, diagnosis: anna.diagnosis } },
      },
    ],
    records: [
      {
        kind: 'decision',
        outcome: 'allow',
        reason: 'contract',
        specialCategory: true,
        actor: { type: 'staff', role: 'physiotherapist', pseudonym: expect.any(String) },
        route: 'GET /staff/members/:member/health',
      },
      { kind: 'served', fields: ['HealthNote.diagnosis'] },
    ],
  },
  {
    title: 'A physiotherapist sees nothing of somebody who is not in their care',
    steps: [{ as: 'petra', ask: health('bert'), expect: notGranted('physiotherapy') }],
    records: [{ kind: 'decision', outcome: 'deny', reason: 'relationship_missing' }],
    handled: 0,
  },
  {
    title: 'The front desk sees no diagnosis',
    steps: [{ as: 'frank', ask: health('anna'), expect: notGranted('physiotherapy') }],
    handled: 0,
  },
  {
    title: 'Care does not depend on consent, nor on an objection to something else',
    given: { happened: { anna: [objected('door-security')] } },
    steps: [{ as: 'petra', ask: health('anna'), expect: { status: 200 } }],
  },
  {
    title: 'For a client of ours we do what its contract instructs',
    steps: [
      {
        as: { staff: 'frank', tenant: 'brewery' },
        ask: wellness,
        expect: {
          status: 200,
          json: { id: anna.id, firstName: anna.firstName, tariff: 'monthly' },
        },
      },
    ],
    records: [
      { kind: 'decision', outcome: 'allow', tenant: 'brewery' },
      { kind: 'served', tenant: 'brewery' },
    ],
  },
  notInstructed('frank', 'What we do as processor, we do for nobody without a client'),
  notInstructed(
    { staff: 'frank', tenant: 'bakery' },
    'For a client whose contract cannot be named we do nothing',
  ),
  notInstructed({ staff: 'frank', tenant: 'mill' }, 'For a client whom nobody knows we do nothing'),
  {
    title: 'A member who asks for the list of members is somebody else',
    steps: [
      {
        as: 'anna',
        ask: list('membership'),
        expect: { status: 401, problem: 'actor-unknown' },
      },
    ],
    records: [],
    handled: 0,
  },
  {
    title: 'Staff are not told where the consent of a member stands',
    given: { happened: { bert: [consented('analytics')] } },
    steps: [
      {
        as: 'frank',
        ask: list('analytics'),
        expect: { status: 200, json: [profileOf('bert')] },
      },
    ],
  },
];

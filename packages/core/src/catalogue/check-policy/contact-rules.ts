import type { PolicyInput } from '../../declare/policy-input.ts';
import type { Finding } from '../finding.ts';
import { policyFinding } from './codes.ts';

/** Contacts work, agree with one another, and ask for no identity document by default. */
export function* contactRules(policy: PolicyInput): Iterable<Finding> {
  const contacts = contactsOf(policy);
  for (const { place, at, value } of contacts) {
    if (isActionable(value)) continue;
    yield policyFinding(
      'contact-not-actionable',
      place,
      [at],
      'No message can be sent to the contact that the text gives.',
    );
  }
  yield* inconsistencies(contacts);
  if (policy.rightsContact?.demandsIdentityDocument === true) {
    yield policyFinding(
      'identity-document-demanded',
      'rightsContact',
      [policy.rightsContact.at],
      'The text asks everyone for an identity document, whether or not there is doubt.',
    );
  }
}

interface Contact {
  readonly place: string;
  readonly at: string | undefined;
  readonly value: string;
}

function contactsOf(policy: PolicyInput): readonly Contact[] {
  const parties = {
    controller: policy.controller,
    representative: policy.representative,
    dataProtectionOfficer: policy.dataProtectionOfficer,
    dataProtectionContact: policy.dataProtectionContact,
  };
  const ofParties = Object.entries(parties).map(([name, party]) =>
    contact(`${name}.contact`, party?.at, party?.contact),
  );
  const { at, email, url } = policy.rightsContact ?? {};
  const all = [
    ...ofParties,
    contact('rightsContact.email', at, email),
    contact('rightsContact.url', at, url),
  ];
  return all.filter((each) => each !== undefined);
}

function contact(
  place: string,
  at: string | undefined,
  value: string | undefined,
): Contact | undefined {
  return value === undefined ? undefined : { place, at, value };
}

const EMAIL = /^(?:mailto:)?([^\s@[\]<>()]+@(?:[\p{L}\d-]+\.)+[\p{L}\d-]{2,})$/u;
const PHONE = /^tel:\+?[\d\s().-]{6,}$/;

function isActionable(value: string): boolean {
  if (EMAIL.test(value) || PHONE.test(value)) return true;
  return /^https?:/.test(value) && URL.canParse(value);
}

/** Two mailboxes that differ by a single letter are one mailbox, written wrongly once. */
function* inconsistencies(contacts: readonly Contact[]): Iterable<Finding> {
  for (const [index, one] of contacts.entries()) {
    for (const other of contacts.slice(index + 1)) {
      if (!differByOneLetter(mailbox(one.value), mailbox(other.value))) continue;
      yield policyFinding(
        'contact-inconsistent',
        `${one.place}, ${other.place}`,
        [one.at, other.at],
        'Two contacts differ by a single letter: one of them is wrong.',
      );
    }
  }
}

function mailbox(value: string): string | undefined {
  return EMAIL.exec(value)?.[1]?.toLowerCase();
}

function differByOneLetter(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return false;
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - shorter.length > 1) return false;
  let same = 0;
  while (same < shorter.length && shorter[same] === longer[same]) same += 1;
  const skip = shorter.length === longer.length ? 1 : 0;
  return shorter.slice(same + skip) === longer.slice(same + 1);
}

import { DataSubject, PersonalData, SubjectId } from '../privacy/policy.ts';

/** What the sender of e-mail gets: an address and a text that says when, never why. */
@DataSubject('dpv:Patient')
export class Reminder {
  /** Tells whose reminder it is; not for the sender, so not for the purpose of reminding. */
  @SubjectId()
  @PersonalData({
    category: 'pd:UID',
    purpose: 'account',
    source: 'controller',
    provenance: 'derived',
  })
  patientId!: string;

  @PersonalData({ category: 'pd:EmailAddress', purpose: 'reminders' })
  address!: string;

  @PersonalData({
    category: 'pd:Communication',
    purpose: 'reminders',
    source: 'controller',
  })
  text!: string;
}

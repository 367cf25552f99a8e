import { DataSubject, NotPersonal, PersonalData, SubjectId } from '../privacy/policy.ts';

/** The answer to `POST /customers`. */
@DataSubject('dpv:Customer')
export class NewAccount {
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: 'account',
    source: 'controller',
    provenance: 'derived',
  })
  id!: string;

  /** The bearer token of this account: a credential, made by the shop, that tells nothing about anybody. */
  @NotPersonal()
  token!: string;
}

/** Who a person is and how to reach them. */
export const IDENTITY = [
  'pd:Name',
  'pd:BirthDate',
  'pd:Age',
  'pd:Gender',
  'pd:MaritalStatus',
  'pd:FinancialStatus',
  'pd:Nationality',
  'pd:PhysicalAddress',
  'pd:EmailAddress',
  'pd:TelephoneNumber',
  'pd:Communication',
  'pd:EducationQualification',
  'pd:PersonalDocuments',
] as const;

export const CONTACT = [
  'pd:Name',
  'pd:EmailAddress',
  'pd:TelephoneNumber',
  'pd:PhysicalAddress',
] as const;

export const PROFESSIONAL = ['pd:Professional', 'pd:CurrentEmployment', 'pd:BankAccount'] as const;

export const FINANCIAL = ['pd:Transaction'] as const;

export const TECHNICAL = ['pd:BrowsingBehaviour', 'pd:IPAddress', 'pd:PrivacyPreference'] as const;

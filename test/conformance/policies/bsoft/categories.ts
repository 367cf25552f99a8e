export const CLIENT = ['dpv:Client', 'dpv:User'] as const;

/** Given when an account is made. */
export const ACCOUNT = [
  'pd:Name',
  'pd:PhysicalAddress',
  'pd:EmailAddress',
  'pd:TelephoneNumber',
  'pd:Transaction',
] as const;

/** Of the browser and of what is done in the solution. */
export const TECHNICAL = ['pd:IPAddress', 'pd:UserAgent', 'pd:Language', 'pd:LinkClicked'] as const;

/** Of the mobile device, with an identifier that only the application sees. */
export const DEVICE = ['pd:DeviceBased', 'pd:UID'] as const;

export const PARTICIPANT = [
  'pd:Name',
  'pd:EmailAddress',
  'pd:TelephoneNumber',
  'pd:ProfessionalTraining',
] as const;

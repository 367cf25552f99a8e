import { ENGLISH_RETENTION } from './english-retention.ts';
import type { Phrases } from './phrases.ts';

/** English. */
export const ENGLISH: Phrases = {
  gdprArticle: (article) => `GDPR Art. ${article}`,
  postMortemArticle: 'French Act 78-17, Art. 85',
  units: {
    year: ['year', 'years'],
    month: ['month', 'months'],
    week: ['week', 'weeks'],
    day: ['day', 'days'],
    hour: ['hour', 'hours'],
    minute: ['minute', 'minutes'],
    second: ['second', 'seconds'],
  },
  isPlural: (count) => count !== 1,
  retention: ENGLISH_RETENTION,
  recipientRoles: {
    processor: 'processor, acting on our instructions',
    controller: 'controller in its own right',
    'joint-controller': 'joint controller with us',
    'third-party': 'third party',
    authority: 'public authority',
    internal: 'our own staff',
  },
  channels: {
    email: 'e-mail',
    sms: 'text message',
    phone: 'telephone',
    post: 'post',
    push: 'notification on your device',
    social: 'social networks',
  },
  collectionChannels: {
    web: 'on our website',
    email: 'by e-mail',
    phone: 'by telephone',
    post: 'by post',
    'in-person': 'in person',
    event: 'at an event',
    import: 'by import from another system',
    app: 'in our application',
  },
  cookieCategories: {
    'strictly-necessary': 'strictly necessary',
    functional: 'functional',
    audience: 'audience measurement',
    advertising: 'advertising',
    sharing: 'sharing on social networks',
  },
  session: 'until you close your browser',
  transport: (protocol) => `Data travel encrypted (${protocol}).`,
  privacyShield: 'EU-US Privacy Shield',
  withdrawal:
    'You can withdraw your consent at any time, as easily as you gave it. What was done before remains lawful.',
  indirectAccess:
    'For these data you exercise your right of access through the supervisory authority, not directly with us.',
  rights: {
    access:
      'You can ask whether we process data about you, see them with an explanation of what we do with them, and receive a copy.',
    rectification:
      'You can have data about you corrected if they are wrong, and completed if they are incomplete.',
    erasure:
      'You can have data about you erased, for instance when we no longer need them or when you withdraw your consent. Some data must be kept longer, which we then explain.',
    restriction:
      'You can have data about you set aside, so that they are stored but not used, for instance while you dispute that they are right.',
    portability:
      'You can receive the data that you gave us in a format that computers can read, and pass them on to somebody else.',
    objection:
      'You can object, for reasons that have to do with your situation, to processing that rests on a legitimate interest or on a public task. You can object to direct marketing at any time and without giving a reason.',
    automatedDecision:
      'You have the right not to be subject to a decision made by a machine alone that has legal or similarly serious effects on you. Where the law allows such a decision, you can have a person review it, say what you think and contest it.',
    withdrawConsent:
      'You can withdraw a consent at any time, as easily as you gave it. What was done before remains lawful.',
    postMortem: 'You can say what is to be done with your data after your death.',
  },
  complaint:
    'You can complain to a supervisory authority, in particular where you live, where you work or where you think that the law was broken.',
  gpc: 'If your browser sends the signal Global Privacy Control, we take it as your refusal of, or objection to, these purposes:',
  gpcRefusesNothing:
    'If your browser sends the signal Global Privacy Control, we read it; none of the purposes of this notice is of the kind that it refuses.',
};

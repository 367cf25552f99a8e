import { FRENCH_RETENTION } from './french-retention.ts';
import type { Phrases } from './phrases.ts';

/** French. */
export const FRENCH: Phrases = {
  gdprArticle: (article) => `RGPD, art. ${article}`,
  postMortemArticle: 'loi n° 78-17, art. 85',
  units: {
    year: ['an', 'ans'],
    month: ['mois', 'mois'],
    week: ['semaine', 'semaines'],
    day: ['jour', 'jours'],
    hour: ['heure', 'heures'],
    minute: ['minute', 'minutes'],
    second: ['seconde', 'secondes'],
  },
  isPlural: (count) => count >= 2,
  retention: FRENCH_RETENTION,
  recipientRoles: {
    processor: 'sous-traitant, agissant sur nos instructions',
    controller: 'responsable du traitement pour son propre compte',
    'joint-controller': 'responsable conjoint du traitement avec nous',
    'third-party': 'tiers',
    authority: 'autorité publique',
    internal: 'notre propre personnel',
  },
  channels: {
    email: 'courriel',
    sms: 'SMS',
    phone: 'téléphone',
    post: 'courrier postal',
    push: 'notification sur votre appareil',
    social: 'réseaux sociaux',
  },
  collectionChannels: {
    web: 'sur notre site',
    email: 'par courriel',
    phone: 'par téléphone',
    post: 'par courrier postal',
    'in-person': 'en personne',
    event: 'lors d’un événement',
    import: 'par import depuis un autre système',
    app: 'dans notre application',
  },
  cookieCategories: {
    'strictly-necessary': 'strictement nécessaire',
    functional: 'fonctionnel',
    audience: 'mesure d’audience',
    advertising: 'publicité',
    sharing: 'partage sur les réseaux sociaux',
  },
  session: 'jusqu’à la fermeture de votre navigateur',
  transport: (protocol) => `Les données circulent chiffrées (${protocol}).`,
  privacyShield: 'bouclier de protection des données UE-États-Unis (Privacy Shield)',
  withdrawal:
    'Vous pouvez retirer votre consentement à tout moment, aussi simplement que vous l’avez donné. Ce qui a été fait auparavant reste licite.',
  indirectAccess:
    'Pour ces données, vous exercez votre droit d’accès par l’intermédiaire de l’autorité de contrôle et non directement auprès de nous.',
  rights: {
    access:
      'Vous pouvez demander si nous traitons des données qui vous concernent, les consulter avec une explication de ce que nous en faisons, et en recevoir une copie.',
    rectification:
      'Vous pouvez faire corriger les données qui vous concernent si elles sont inexactes et les faire compléter si elles sont incomplètes.',
    erasure:
      'Vous pouvez faire effacer les données qui vous concernent, par exemple lorsque nous n’en avons plus besoin ou que vous retirez votre consentement. Certaines données doivent être gardées plus longtemps ; nous vous l’expliquons alors.',
    restriction:
      'Vous pouvez faire mettre de côté les données qui vous concernent, de sorte qu’elles soient conservées sans être utilisées, par exemple pendant que vous contestez leur exactitude.',
    portability:
      'Vous pouvez recevoir les données que vous nous avez fournies dans un format lisible par une machine et les transmettre à quelqu’un d’autre.',
    objection:
      'Vous pouvez vous opposer, pour des raisons tenant à votre situation, à un traitement fondé sur un intérêt légitime ou sur une mission d’intérêt public. Vous pouvez vous opposer à la prospection à tout moment et sans donner de motif.',
    automatedDecision:
      'Vous avez le droit de ne pas faire l’objet d’une décision prise par une machine seule et produisant des effets juridiques ou d’une gravité comparable. Lorsque la loi permet une telle décision, vous pouvez demander qu’une personne la réexamine, donner votre avis et la contester.',
    withdrawConsent:
      'Vous pouvez retirer un consentement à tout moment, aussi simplement que vous l’avez donné. Ce qui a été fait auparavant reste licite.',
    postMortem: 'Vous pouvez décider du sort de vos données après votre mort.',
  },
  complaint:
    'Vous pouvez adresser une réclamation à une autorité de contrôle, en particulier là où vous vivez, où vous travaillez ou là où vous pensez que la loi n’a pas été respectée.',
  gpc: 'Si votre navigateur envoie le signal Global Privacy Control, nous le tenons pour votre refus de ces finalités, ou votre opposition à celles-ci :',
  gpcRefusesNothing:
    'Si votre navigateur envoie le signal Global Privacy Control, nous le lisons ; aucune des finalités de cette notice n’est de celles qu’il refuse.',
};

/** A start event as people say it: in English; in French by itself; in French after “à compter”. */
type EventWords = readonly [en: string, fr: string, frFrom: string];

/** Events with usual names. Others are quoted by their name. */
const EVENTS: ReadonlyMap<string, EventWords> = new Map<string, EventWords>([
  ['account.authenticated', uncontracted('your signing in', 'votre connexion')],
  ['account.closed', uncontracted('the closing of the account', 'la clôture du compte')],
  ['call.recorded', uncontracted('the recording of the call', 'l’enregistrement de l’appel')],
  ['case.closed', uncontracted('the closing of the case', 'la clôture du dossier')],
  ['collection', uncontracted('the collection of the data', 'la collecte des données')],
  ['complaint.occurred', uncontracted('the complaint', 'la réclamation')],
  ['complaint.received', uncontracted('the complaint', 'la réclamation')],
  ['consent.ended', uncontracted('the end of your consent', 'la fin de votre consentement')],
  ['consent.given', uncontracted('your consent', 'votre consentement')],
  [
    'consent.withdrawn',
    contracted('the withdrawal of your consent', 'retrait de votre consentement'),
  ],
  ['contract.end', uncontracted('the end of the contract', 'la fin du contrat')],
  ['cookie.deposited', contracted('the placing on your device', 'dépôt sur votre appareil')],
  [
    'cookie.first.deposited',
    contracted('the first placing on your device', 'premier dépôt sur votre appareil'),
  ],
  ['deletion.requested', uncontracted('your request for erasure', 'votre demande d’effacement')],
  [
    'financial.year.end',
    uncontracted('the close of the financial year', 'la clôture de l’exercice comptable'),
  ],
  [
    'fiscal.year.end',
    uncontracted('the close of the financial year', 'la clôture de l’exercice comptable'),
  ],
  ['last.authentication', uncontracted('your last sign-in', 'votre dernière connexion')],
  ['last.contact', uncontracted('the last contact from you', 'votre dernier contact')],
  ['last.interaction', uncontracted('the last contact from you', 'votre dernier contact')],
  ['last.login', uncontracted('your last sign-in', 'votre dernière connexion')],
  ['list.included', uncontracted('your inclusion in the list', 'votre inscription sur la liste')],
  ['newsletter.unsubscribed', uncontracted('your unsubscription', 'votre désinscription')],
  ['order.completed', uncontracted('the completion of the order', 'la fin de la commande')],
  ['order.delivered', uncontracted('the delivery of the order', 'la livraison de la commande')],
  ['order.placed', uncontracted('the order', 'la commande')],
  ['proceedings.end', uncontracted('the end of the proceedings', 'la fin de la procédure')],
  ['proceedings.opened', uncontracted('the opening of proceedings', 'l’ouverture d’une procédure')],
  ['recording', uncontracted('the recording', 'l’enregistrement')],
  ['recruitment.end', uncontracted('the end of the recruitment', 'la fin du recrutement')],
  ['relationship.end', uncontracted('the end of the relationship', 'la fin de la relation')],
  ['request.closed', uncontracted('the closing of the request', 'la clôture de la demande')],
  ['request.opened', uncontracted('the receipt of the request', 'la réception de la demande')],
  ['request.received', uncontracted('the receipt of the request', 'la réception de la demande')],
  ['service.end', uncontracted('the end of the service', 'la fin du service')],
  ['unsubscription', uncontracted('your unsubscription', 'votre désinscription')],
]);

/** How people say an event: by its name, `prospect.lastContact` also by `lastContact`; undefined for unusual names. */
export function eventWords(name: string): EventWords | undefined {
  const key = keyOf(name);
  const general = key.slice(key.indexOf('.') + 1);
  return [key, ended(key), general, ended(general)]
    .map((each) => EVENTS.get(each))
    .find((words) => words !== undefined);
}

/** `lastContact`, `last-contact` and `last.contact` are one event to a reader. */
function keyOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1.$2')
    .replaceAll(/[-_\s]/g, '.')
    .toLowerCase();
}

/** What has closed, ended or stopped has come to its end. */
function ended(key: string): string {
  return key.replace(/\.(?:close|closed|ended|closure|terminated)$/, '.end');
}

/** With an article that `de` leaves as it is: la, l’, votre. */
function uncontracted(en: string, fr: string): EventWords {
  return [en, fr, `de ${fr}`];
}

/** With `le`, which `de` contracts. */
function contracted(en: string, noun: string): EventWords {
  return [en, `le ${noun}`, `du ${noun}`];
}

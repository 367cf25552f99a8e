import { expect, test } from 'vitest';
import { bootErrors } from './boot.ts';
import { definePolicy, type PolicyInput, type RecipientInput } from './core.ts';
import { oksigenMended } from './policies/oksigen/mended.ts';
import { givenApplication } from './world/application.ts';
import { decisionUnder } from './world/decisions.ts';
import { disclosing, expectBlocked, expectDisclosed, provider } from './world/disclosures.ts';
import { givenOutsider } from './world/egress.ts';
import { giveConsent, use } from './world/gates.ts';
import { noticeOf } from './world/notices.ts';

const SUBJECT = 'subject-1';

test('S4-25 a campaign for partners waits for consent, whatever basis the text states', async () => {
  await using to = await givenOutsider();
  const campaign = { purpose: 'partnerMarketing', recipient: 'commercialPartners', to };
  await using site = await givenApplication(oksigenMended, {
    routes: (app, lawful, privacy) => {
      disclosing(campaign)(app, lawful, privacy);
      for (const channel of ['email', 'sms'] as const) {
        const gate = lawful.processing(campaign.purpose, {
          operation: 'dpv:Use',
          returns: 'nothing',
          channel,
        });
        app.post(`/send/${channel}`, gate, (_request, response) => {
          response.status(204).end();
        });
      }
    },
  });
  const send = (channel: string) => site.ask('POST', `/send/${channel}`, { subject: SUBJECT });
  await expectBlocked(site, campaign, 'consent_missing');
  for (const channel of ['email', 'sms']) {
    const answer = await send(channel);
    expect(String(answer.json.type), channel).toMatch(/\/consent-required$/);
  }
  await giveConsent(site, campaign.purpose, { channel: 'email' });
  expect([(await send('email')).status, (await send('sms')).status]).toEqual([204, 403]);
  await expectBlocked(site, campaign, 'consent_missing');
  await giveConsent(site, campaign.purpose, { recipient: campaign.recipient });
  await expectDisclosed(site, campaign);
  await site.privacy.object(SUBJECT, { purpose: campaign.purpose });
  await expectBlocked(site, campaign, 'objected');
  expect((await send('email')).status).toBe(403);
});

test('S4-35 an advertising platform is called while a consent names it, and at no other time', async () => {
  await using to = await givenOutsider();
  const call = { purpose: 'advertising', recipient: 'advertisingPlatforms', to };
  await using site = await givenApplication(oksigenMended, { routes: disclosing(call) });
  await expectBlocked(site, call, 'consent_missing');
  await giveConsent(site, 'advertising', { recipient: 'advertisingPlatforms' });
  await expectDisclosed(site, call);
  const address = '/privacy/consents/advertising?recipient=advertisingPlatforms';
  expect((await site.ask('DELETE', address, { subject: SUBJECT })).status).toBe(200);
  await expectBlocked(site, call, 'consent_withdrawn');
  expect(to.received).toHaveLength(1);
});

test('S4-36 the notice lists three classes of providers', async () => {
  await using site = await givenApplication(oksigenMended);
  const { recipients } = await noticeOf(site, { language: 'fr' });
  const processors = recipients.filter(({ role }) => role.id === 'processor');
  expect(processors.map(({ category }) => category?.text)).toEqual([
    'Prestataires de marketing digital',
    'Prestataires d’assistance administrative',
    'Infogérance et informatique en nuage',
  ]);
});

test('S4-38 a provider gets what its mission needs, and nothing starts with one that has no contract', async () => {
  await using to = await givenOutsider();
  const fields = ['CommercialContact.nom', 'CommercialContact.telephone'];
  const policy = withRecipient('callCentre', provider(['customerRelations'], { fields }));
  const { defineModel, personal } = policy.declare();
  const purpose = 'customerRelations';
  const nom = personal({ category: 'pd:Name', purpose });
  const telephone = personal({ category: 'pd:TelephoneNumber', purpose });
  const email = personal({ category: 'pd:EmailAddressWork', purpose });
  const dataSubject = 'dpv:Client';
  const model = defineModel('CommercialContact', { dataSubject, fields: { nom, telephone } });
  const wider = defineModel('WiderContact', { dataSubject, fields: { nom, telephone, email } });
  const row = { nom: 'Ada', telephone: '0600000000', email: 'a@b.example', iban: 'FR76' };
  const call = { purpose, recipient: 'callCentre', to, row };
  const routesOf = async (sent: typeof model | typeof wider) =>
    givenApplication(policy, {
      models: [model, wider],
      routes: disclosing({ ...call, model: sent }),
    });
  await using site = await routesOf(model);
  await expectDisclosed(site, call);
  await using careless = await routesOf(wider);
  await expectBlocked(careless, call, 'recipient_not_allowed');
  expect(to.received).toEqual([{ nom: 'Ada', telephone: '0600000000' }]);
  const { contractReference: _none, ...unbound } = provider(['customerRelations'], { fields });
  expect(bootErrors(withRecipient('callCentre', unbound)).map(({ code }) => code)).toContain(
    'processor-without-contract',
  );
});

test('S4-39 whoever is not registered gets nothing, whatever the data subject has consented to', async () => {
  await using to = await givenOutsider();
  const call = (recipient: string) => ({ purpose: 'personalisedStatistics', recipient, to });
  const strangers = ['somebodyElse', 'constructor'].map(call);
  await using site = await givenApplication(oksigenMended, { routes: disclosing(...strangers) });
  await giveConsent(site, 'personalisedStatistics');
  expect((await use(site, 'personalisedStatistics')).status).toBe(204);
  for (const stranger of strangers) {
    const answer = await expectBlocked(site, stranger, 'recipient_unknown');
    expect(String(answer.json.type)).toMatch(/\/recipient-not-allowed$/);
  }
});

test('S4-46 an objection may be to one transfer: that recipient is blocked, and the others are not', async () => {
  await using to = await givenOutsider();
  const call = (recipient: string) => ({ purpose: 'customerRelations', recipient, to });
  await using site = await givenApplication(oksigenMended, {
    routes: disclosing(call('administrativeAssistance'), call('cloud')),
  });
  await expectDisclosed(site, call('administrativeAssistance'));
  const recipient = 'administrativeAssistance';
  await site.privacy.object(SUBJECT, { purpose: 'customerRelations', recipient });
  await expectBlocked(site, call('administrativeAssistance'), 'objection_pending');
  await expectDisclosed(site, call('cloud'));
  expect((await use(site, 'customerRelations')).status).toBe(204);
});

test('S4-77 data go to adequate countries, and to no other without a mechanism', async () => {
  await using to = await givenOutsider();
  const call = { purpose: 'sale', recipient: 'abroad', to };
  const japan = abroad({ country: 'JP', transfer: { mechanism: 'eu-gdpr:A45-3' } });
  await using site = await givenApplication(japan, { routes: disclosing(call) });
  await expectDisclosed(site, call);
  const india = abroad({ country: 'IN' });
  expect(bootErrors(india)).toMatchObject([{ code: 'transfer-mechanism-missing' }]);
  expect(decisionUnder(india, call)).toMatchObject(DENIED);
});

test('S4-78 contractual clauses need their reference, and the notice says where to get a copy', async () => {
  await using to = await givenOutsider();
  const call = { purpose: 'sale', recipient: 'abroad', to };
  const clauses = { mechanism: 'eu-gdpr:A46-2-c', impactAssessment: true } as const;
  const reference = 'Decision (EU) 2021/914, module 2, of 3 May 2024';
  const copyAt = 'mailto:lrobet@oksigen.fr';
  const whole = abroad({ country: 'IN', transfer: { ...clauses, reference, copyAt } });
  await using site = await givenApplication(whole, { routes: disclosing(call) });
  await expectDisclosed(site, call);
  const { transfers } = await noticeOf(site);
  expect(transfers).toMatchObject([
    {
      recipient: 'abroad',
      country: 'IN',
      safeguard: { mechanism: 'eu-gdpr:A46-2-c', reference, copyAt },
    },
  ]);
  const unreferenced = abroad({ country: 'IN', transfer: clauses });
  expect(bootErrors(unreferenced)).toMatchObject([{ code: 'transfer-mechanism-missing' }]);
  expect(decisionUnder(unreferenced, call)).toMatchObject(DENIED);
});

test('S4-79 the platform that sends campaigns gets address and segment, for campaigns alone', async () => {
  await using to = await givenOutsider();
  const fields = ['Target.email', 'Target.segment'];
  const mailer = { ...provider(['advertising'], { fields }), name: 'Mailer' };
  const policy = withRecipient('mailer', mailer);
  const { defineModel, personal } = policy.declare();
  const model = defineModel('Target', {
    dataSubject: 'dpv:Client',
    fields: {
      email: personal({ category: 'pd:EmailAddressWork', purpose: ['advertising', 'sale'] }),
      segment: personal({ category: 'pd:Profile', purpose: 'advertising' }),
      phone: personal({ category: 'pd:TelephoneNumber', purpose: 'sale' }),
      iban: personal({ category: 'pd:BankAccount', purpose: 'sale' }),
    },
  });
  const row = { email: 'a@b.example', segment: 'gold', phone: '06', iban: 'FR76' };
  const campaign = { purpose: 'advertising', recipient: 'mailer', to, model, row };
  const sale = { ...campaign, purpose: 'sale' };
  await using site = await givenApplication(policy, {
    models: [model],
    routes: disclosing(campaign, sale),
  });
  await expectDisclosed(site, campaign);
  await expectBlocked(site, sale, 'recipient_not_allowed');
  expect(to.received).toEqual([{ email: 'a@b.example', segment: 'gold' }]);
});

test('S4-80 studies of customers know the town, and never the precise address', async () => {
  await using to = await givenOutsider();
  const fields = ['Place.city'];
  const policy = withRecipient('geomarketing', provider(['customerKnowledge'], { fields }));
  const { defineModel, personal } = policy.declare();
  const model = defineModel('Place', {
    dataSubject: 'dpv:Client',
    fields: {
      city: personal({ category: 'pd:City', purpose: ['customerKnowledge', 'sale'] }),
      address: personal({ category: 'pd:PhysicalAddress', purpose: 'sale' }),
    },
  });
  const row = { city: 'Nantes', address: '3 place Albert Camus' };
  const study = { purpose: 'customerKnowledge', recipient: 'geomarketing', to, model, row };
  const sale = { ...study, purpose: 'sale' };
  await using site = await givenApplication(policy, {
    models: [model],
    routes: disclosing(study, sale),
  });
  await expectDisclosed(site, study);
  await expectBlocked(site, sale, 'recipient_not_allowed');
  expect(to.received).toEqual([{ city: 'Nantes' }]);
});

test('S4-82 a provider of analysis is called once cookies are accepted, and not before', async () => {
  await using to = await givenOutsider();
  const call = { purpose: 'navigationImprovement', recipient: 'digitalMarketing', to };
  await using site = await givenApplication(oksigenMended, { routes: disclosing(call) });
  await expectBlocked(site, call, 'consent_missing');
  await giveConsent(site, call.purpose, { status: 'refused' });
  await expectBlocked(site, call, 'consent_refused');
  await giveConsent(site, call.purpose);
  await expectDisclosed(site, call);
  await site.ask('DELETE', `/privacy/consents/${call.purpose}`, { subject: SUBJECT });
  await expectBlocked(site, call, 'consent_withdrawn');
});

const DENIED = { outcome: 'deny', reason: 'transfer_mechanism_missing' } as const;

function abroad(input: object): PolicyInput {
  return withRecipient('abroad', provider(['sale'], input));
}

function withRecipient(name: string, input: RecipientInput) {
  const recipients = { ...oksigenMended.recipients, [name]: input };
  return definePolicy<string>({ ...oksigenMended, recipients });
}

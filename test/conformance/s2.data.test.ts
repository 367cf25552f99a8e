import { expect, test } from 'vitest';
import { findingsOf, variant } from './boot.ts';
import { luximMended } from './mended/luxim.ts';
import { luxim } from './policies/luxim/policy.ts';
import { eachRecipient } from './policies/mend.ts';
import { givenApplication } from './world/application.ts';
import { disclose, expectKeptInside, givenOutsider } from './world/egress.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';
import { collect, expectOnlyDeclared, givenCollector } from './world/fields.ts';
import { giveConsent } from './world/gates.ts';
import { givenSinks } from './world/logs.ts';
import { expectNoticeSays, noticeOf } from './world/notices.ts';
import { expectRoleGate } from './world/roles.ts';

const SUBJECT = 'subject-1';
const { defineModel, notPersonal, personal, subjectId } = luximMended.declare();
const { DataSubject, NotPersonal, PersonalData, SubjectId } = luximMended.declare();

test('S2-06 the register names one category for each kind of personal data that the text lists', async () => {
  await using site = await givenApplication(luximMended);
  const { controller } = site.privacy.register();
  const activity = controller.activities.find(({ purpose }) => purpose === 'businessRelationship');
  const listed = activity?.categories.map(({ id }) => id) ?? [];
  // Names and title, birth date, age, gender, marital and financial status, nationality, address, e-mail, telephone,
  // messages, education, legal documents; then what l.12 adds about the profession.
  expect(listed).toEqual([
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
    'pd:Professional',
    'pd:CurrentEmployment',
    'pd:BankAccount',
  ]);
});

test('S2-07 "any other data deemed necessary" is no declaration: what is not declared is never stored', async () => {
  const Client = defineModel('Client', {
    dataSubject: 'dpv:Client',
    fields: {
      name: personal({ category: 'pd:Name', purpose: 'businessRelationship' }),
      birthDate: personal({ category: 'pd:BirthDate', purpose: 'businessRelationship' }),
    },
  });
  const clients = givenCollector('businessRelationship', Client);
  await using site = await givenApplication(luximMended, {
    models: [Client],
    routes: clients.mount,
  });
  const valid = { name: 'Ada', birthDate: '1815-12-10' };
  const deemed = { ...valid, shoeSize: 38, bloodGroup: 'A+' };
  expect((await collect(site, clients, deemed)).status).toBe(201);
  expect(clients.stored).toEqual([valid]);
  expect((await site.records()).find(({ kind }) => kind === 'decision')?.dropped).toBe(2);
  await expectOnlyDeclared(site, clients, { valid, declared: ['name', 'birthDate'] });
  const open = findingsOf(luxim, 'open-ended-category');
  expect(open.flatMap(({ at }) => at)).toEqual(['l.11', 'l.12', 'l.13', 'l.14']);
});

test('S2-08 the number of a sole trader is personal and redacted, that of a company is not', async () => {
  @DataSubject('dpv:Client')
  class SoleTrader {
    @SubjectId() id = SUBJECT;
    @PersonalData({ category: 'pd:Professional', purpose: 'caseFollowUp' }) siret =
      '11111111111111';
  }
  class Company {
    @NotPersonal() siret = '22222222222222';
  }
  await using sinks = await givenSinks();
  await using site = await givenApplication(luximMended, {
    models: [SoleTrader, Company],
    sources: [givenSource(SoleTrader, { [SUBJECT]: [new SoleTrader()] })],
    relays: sinks.relays,
  });
  const logger = sinks.logger(site.privacy);
  logger.info({ trader: new SoleTrader(), company: new Company() }, 'two clients');
  sinks.console(site.privacy).log(new SoleTrader(), new Company());
  const text = await sinks.text();
  expect(text).not.toContain('11111111111111');
  expect(text.split('22222222222222'), 'in the logger and in the console').toHaveLength(3);
  // The same difference in the copy of the data.
  const exported = JSON.stringify(await exportOf(site, SUBJECT));
  expect(exported).toContain('11111111111111');
  expect(exported).not.toContain('22222222222222');
});

test('S2-19 each department may do what is its own: marketing does not read the accounts', async () => {
  await using site = await givenApplication(luximMended);
  await expectRoleGate(site, 'invoicing', { granted: ['accounting'], refused: ['marketing'] });
  await expectRoleGate(site, 'prospecting', { granted: ['marketing'], refused: ['accounting'] });
  await expectRoleGate(site, 'recruitment', {
    granted: ['humanResources'],
    refused: ['sales', 'quality', 'communication', 'customerService', 'nobody'],
  });
  const { recipients } = await noticeOf(site);
  const internal = recipients.filter(({ role }) => role.id === 'internal');
  expect(internal.map(({ category }) => category?.text)).toEqual([
    'Marketing',
    'Accounting',
    'Human resources',
    'Communication',
    'Sales',
    'Customer service',
    'Quality',
  ]);
});

const Contact = defineModel('Contact', {
  dataSubject: 'dpv:Client',
  fields: {
    id: subjectId(),
    phone: personal({
      category: 'pd:TelephoneNumber',
      purpose: ['caseReminders', 'reviews', 'caseFollowUp'],
    }),
    name: personal({ category: 'pd:Name', purpose: 'caseFollowUp' }),
    income: personal({ category: 'pd:FinancialStatus', purpose: 'businessRelationship' }),
    form: notPersonal(),
  },
});
const HELD = { id: SUBJECT, phone: '+33600000000', name: 'Ada', income: '1', form: 'M0' } as const;

test('S2-22 a processor is called for its own purposes: the one for SMS never for reviews', async () => {
  await using provider = await givenOutsider();
  const fields = ['Contact.phone', 'Contact.name', 'Contact.income'];
  const recipients = eachRecipient(luximMended, [], (it) => ({ ...it, fields }));
  const policy = variant(luximMended, { recipients });
  await using site = await givenApplication(policy, { models: [Contact] });
  const call = (recipient: string, purpose: string) => ({
    purpose,
    recipient,
    model: Contact,
    held: HELD,
  });
  expect(await disclose(site, provider, call('smsProvider', 'caseReminders'))).toBe('sent');
  await expectKeptInside(site, provider, call('smsProvider', 'reviews'), 'recipient-not-allowed');
  // The whole matrix of l.28: each processor for its own purposes, and for nobody else's.
  const processors = Object.entries(luximMended.recipients ?? {}).filter(
    ([, { role, at }]) => role === 'processor' && at === 'l.28',
  );
  expect(processors).toHaveLength(12);
  const purposes = new Set(processors.flatMap(([, it]) => it.purposes));
  for (const purpose of purposes) {
    if ((await site.ask('POST', `/use/${purpose}`, { subject: SUBJECT })).status === 403) {
      await giveConsent(site, purpose);
    }
    for (const [id, { purposes: own }] of processors) {
      const outcome = await disclose(site, provider, call(id, purpose));
      const due = own.includes(purpose) ? 'sent' : 'recipient-not-allowed';
      expect(outcome, `${id} for ${purpose}`).toBe(due);
    }
  }
});

test('S2-24 the registry is named, and gets the declared fields and no other', async () => {
  const fields = ['Contact.name', 'Contact.phone', 'Contact.form', 'Contact.id'];
  const registries = { ...luximMended.recipients?.registries, role: 'authority', fields } as const;
  const policy = variant(luximMended, {
    recipients: {
      ...luximMended.recipients,
      registries: { ...registries, purposes: ['caseFollowUp'] },
    },
  });
  await using registry = await givenOutsider();
  await using site = await givenApplication(policy, { models: [Contact] });
  const filing = { recipient: 'registries', model: Contact, held: { ...HELD, secret: 1 } };
  expect(await disclose(site, registry, { ...filing, purpose: 'caseFollowUp' })).toBe('sent');
  const [payload = {}] = registry.received;
  expect(
    Object.keys(payload)
      .map((key) => `Contact.${key}`)
      .sort(),
  ).toEqual([...fields].sort());
  const { recipients } = await noticeOf(site);
  expect(recipients.find(({ id }) => id === 'registries')).toMatchObject({
    role: { id: 'authority' },
    category: { text: 'INPI and registry offices' },
    categories: [{ id: 'pd:TelephoneNumber' }, { id: 'pd:Name' }],
  });
  const elsewhere = { ...filing, purpose: 'businessRelationship' };
  await expectKeptInside(site, registry, elsewhere, 'recipient-not-allowed');
  // Courts are registered for the defence, and for no field of this record: nothing of it goes there.
  const defence = { ...filing, recipient: 'courts', purpose: 'caseFollowUp' };
  await expectKeptInside(site, registry, defence, 'recipient-not-allowed');
});

test('S2-33 the first copy is free and whole, and so is the next', async () => {
  await using site = await givenApplication(luximMended, {
    models: [Contact],
    sources: [givenSource(Contact, { [SUBJECT]: [HELD], other: [{ ...HELD, id: 'other' }] })],
  });
  for (const copy of [await exportOf(site, SUBJECT), await exportOf(site, SUBJECT)]) {
    const text = JSON.stringify(copy);
    for (const key of ['phone', 'name', 'income'] as const) {
      expect(valuesIn(copy)[key]).toBe(HELD[key]);
    }
    expect(text.split(HELD.phone)).toHaveLength(2);
    expect(text.split(`"${HELD.name}"`)).toHaveLength(2);
    // Nothing is configured that would ask for money.
    expect(text).not.toMatch(/"fee"/);
  }
});

test('S2-39 what rests on legitimate interests is in the copy and not in the portable one', async () => {
  const Review = defineModel('Review', {
    dataSubject: 'dpv:Client',
    fields: {
      author: subjectId(),
      opinion: personal({ category: 'pd:Opinion', purpose: 'reviews' }),
      name: personal({ category: 'pd:Name', purpose: ['reviews', 'businessRelationship'] }),
    },
  });
  const held = { author: SUBJECT, opinion: 'Five stars', name: 'Ada' };
  await using site = await givenApplication(luximMended, {
    models: [Review],
    sources: [givenSource(Review, { [SUBJECT]: [held] })],
  });
  expect(valuesIn(await exportOf(site, SUBJECT))).toMatchObject({ opinion: 'Five stars' });
  const portable = await exportOf(site, SUBJECT, 'portability');
  expect(valuesIn(portable)).toMatchObject({ name: 'Ada' });
  expect(valuesIn(portable)).not.toHaveProperty('opinion');
  expect(portable.purposes.map(({ purpose }) => purpose)).toEqual(['businessRelationship']);
});

test('S2-40 what stands on paper is in the copy and not in the portable one', async () => {
  const purpose = 'businessRelationship';
  const Folder = defineModel('Folder', {
    dataSubject: 'dpv:Client',
    fields: {
      client: subjectId(),
      name: personal({ category: 'pd:Name', purpose }),
      handwritten: personal({ category: 'pd:Communication', purpose, automated: false }),
    },
  });
  const held = { client: SUBJECT, name: 'Ada', handwritten: 'shelf 3, folder 14' };
  await using site = await givenApplication(luximMended, {
    models: [Folder],
    sources: [givenSource(Folder, { [SUBJECT]: [held] })],
  });
  const { handwritten } = held;
  expect(valuesIn(await exportOf(site, SUBJECT))).toMatchObject({ handwritten });
  const portable = valuesIn(await exportOf(site, SUBJECT, 'portability'));
  expect(portable).toMatchObject({ name: 'Ada' });
  expect(portable).not.toHaveProperty('handwritten');
});

test('S2-46 the notice gives the address of the CNIL, on the web and by post', async () => {
  await using site = await givenApplication(luximMended);
  const { supervisoryAuthority, complaint } = await noticeOf(site);
  expect(supervisoryAuthority?.url).toMatch(/cnil\.fr/);
  expect(supervisoryAuthority?.address).toMatch(/3 place de Fontenoy/i);
  expect(complaint.id).toBe('eu-gdpr:A77');
  await expectNoticeSays(site, 'cnil.fr');
  await expectNoticeSays(site, '3 Place de Fontenoy');
});

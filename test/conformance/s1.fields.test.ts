import { expect, test } from 'vitest';
import { bootErrors, findingsOf } from './boot.ts';
import { publisherWithProfiles, unnamedPublisherMended } from './mended/unnamed-publisher.ts';
import { unnamedPublisher } from './policies/unnamed-publisher/policy.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource } from './world/exports.ts';
import { collect, expectOnlyDeclared, givenCollector } from './world/fields.ts';
import { expectContractGate, giveConsent, use } from './world/gates.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = publisherWithProfiles.declare();

test('S1-02 the register closes the list that the text leaves open', async () => {
  await using site = await givenApplication(unnamedPublisherMended);
  const { controller } = site.privacy.register();
  const activity = controller.activities.find(({ purpose }) => purpose === 'siteUse');
  const listed = activity?.categories.map(({ id }): string => id) ?? [];
  expect(listed).toEqual([...(unnamedPublisher.purposes.siteUse.categories ?? [])]);
  expect(listed).toEqual(expect.arrayContaining(['pd:Name', 'pd:OfficialID', 'pd:MaritalStatus']));
  const open = findingsOf(unnamedPublisher, 'open-ended-category');
  expect(open.flatMap(({ at }) => at)).toContain('l.15');
});

test('S1-18 a study reads no sensitive data: explicit consent opens a profile of its own, and that alone', async () => {
  const reading = (purpose: 'studySelection' | 'sensitiveProfiling') =>
    defineModel('Participant', {
      dataSubject: 'dpv:Customer',
      fields: {
        id: subjectId(),
        name: personal({ category: 'pd:Name', purpose: ['studySelection', 'sensitiveProfiling'] }),
        belief: personal({ category: 'pd:Religion', purpose }),
      },
    });
  const errors = bootErrors(publisherWithProfiles, { models: [reading('studySelection')] });
  expect(errors).toMatchObject([
    { code: 'special-category-condition-missing', place: 'Participant.belief' },
  ]);
  const Participant = reading('sensitiveProfiling');
  const held = { id: SUBJECT, name: 'Ada', belief: 'none of your business' };
  await using site = await givenApplication(publisherWithProfiles, {
    models: [Participant],
    routes: (app, lawful) => {
      for (const purpose of ['studySelection', 'sensitiveProfiling']) {
        const options = { operation: 'dpv:Profiling', returns: Participant } as const;
        app.get(`/${purpose}`, lawful.processing(purpose, options), (_, response) => {
          response.json(held);
        });
      }
    },
  });
  const profile = (purpose: string) => site.ask('GET', `/${purpose}`, { subject: SUBJECT });
  const study = await profile('studySelection');
  expect(study.json).toEqual({ id: held.id, name: held.name });
  const refused = await profile('sensitiveProfiling');
  expect(refused.status).toBe(403);
  expect(refused.text).not.toContain(held.belief);
  expect((await site.records()).at(-1)).toMatchObject({
    outcome: 'deny',
    specialCategory: true,
    operation: 'dpv:Profiling',
  });
  const said = { noticeVersion: '1', language: 'fr', indication: 'checkbox#profile' };
  const path = '/privacy/consents/sensitiveProfiling';
  const plain = await site.ask('PUT', path, { subject: SUBJECT, body: said });
  expect(plain.status, 'a consent that is not explicit is none').toBe(422);
  expect((await profile('sensitiveProfiling')).status).toBe(403);
  await giveConsent(site, 'sensitiveProfiling', { explicit: true });
  const allowed = await profile('sensitiveProfiling');
  expect(allowed).toMatchObject({ status: 200, json: held });
});

test('S1-24 whether somebody owes money cannot be read where a contract is decided', async () => {
  const Debtor = defineModel('Debtor', {
    dataSubject: 'dpv:Customer',
    fields: {
      id: subjectId(),
      name: personal({ category: 'pd:Name', purpose: ['contracts', 'unpaidAndLitigation'] }),
      debtFlag: personal({ category: 'pd:Transaction', purpose: 'unpaidAndLitigation' }),
    },
  });
  const held = { id: SUBJECT, name: 'Ada', debtFlag: true };
  await using site = await givenApplication(unnamedPublisherMended, {
    models: [Debtor],
    routes: (app, lawful) => {
      const answer = (path: string, ...gate: Parameters<typeof lawful.processing>) =>
        app.get(path, lawful.processing(...gate), (_, response) => void response.json(held));
      answer('/eligibility', 'contracts', { returns: Debtor, collectedFor: 'unpaidAndLitigation' });
      answer('/contract', 'contracts', { returns: Debtor });
      answer('/reminder', 'unpaidAndLitigation', { returns: Debtor });
    },
  });
  const read = (path: string) => site.ask('GET', path, { subject: SUBJECT });
  const refused = await read('/eligibility');
  expect(refused.status).toBe(403);
  expect(String(refused.json.type)).toMatch(/\/purpose-incompatible$/);
  expect((await site.records()).at(-1)?.reason).toBe('purpose_incompatible');
  // Asked for without saying whence: the flag does not leave all the same.
  expect((await read('/contract')).json).toEqual({ id: held.id, name: held.name });
  expect((await read('/reminder')).json).toEqual(held);
});

test('S1-28 of a linked account only what was authorised is stored, and the copy says where it comes from', async () => {
  const from = {
    source: 'third-party',
    purpose: 'socialAccountLink',
  } as const;
  const Profile = defineModel('Profile', {
    dataSubject: 'dpv:User',
    fields: {
      id: subjectId(),
      username: personal({ ...from, category: 'pd:Username' }),
      bio: personal({ ...from, category: 'pd:Profile' }),
    },
  });
  const links = givenCollector('socialAccountLink', Profile);
  const kept: Record<string, object[]> = {};
  await using site = await givenApplication(unnamedPublisherMended, {
    models: [Profile],
    sources: [givenSource(Profile, kept)],
    routes: links.mount,
  });
  const authorised = { username: 'ada', bio: 'Enchantress of numbers' };
  const provided = { ...authorised, contacts: ['grace'], gender: 'f', phone: '+33400000000' };
  expect((await collect(site, links, provided)).status).toBe(403);
  await giveConsent(site, 'socialAccountLink');
  expect((await collect(site, links, provided)).status).toBe(201);
  expect(links.stored).toEqual([authorised]);
  await expectOnlyDeclared(site, links, { valid: authorised, declared: ['username', 'bio'] });
  kept[SUBJECT] = links.stored.slice(0, 1).map((each) => ({ id: SUBJECT, ...each }));
  const { data, models, sources } = await exportOf(site, SUBJECT);
  expect(data).toMatchObject([{ model: 'Profile', values: authorised }]);
  for (const { uses } of models.flatMap(({ fields }) => fields)) {
    expect(uses).toMatchObject([{ source: 'dpv:ThirdPartyDataSource' }]);
  }
  expect(sources).toContainEqual(
    expect.objectContaining({ source: 'socialNetwork', kind: 'dpv:ThirdPartyDataSource' }),
  );
});

const TECHNICAL = {
  ip: 'pd:IPAddress',
  hardware: 'pd:DeviceBased',
  software: 'pd:DeviceSoftware',
  browser: 'pd:UserAgent',
  language: 'pd:Language',
} as const;

test('S1-34 of the technical data of a visit those five kinds are recorded, and any other hint is refused', async () => {
  const purpose = 'technicalService';
  const Visit = defineModel('Visit', {
    dataSubject: 'dpv:User',
    fields: {
      ip: personal({ category: TECHNICAL.ip, purpose }),
      hardware: personal({ category: TECHNICAL.hardware, purpose }),
      software: personal({ category: TECHNICAL.software, purpose }),
      browser: personal({ category: TECHNICAL.browser, purpose }),
      language: personal({ category: TECHNICAL.language, purpose }),
    },
  });
  const visits = givenCollector(purpose, Visit, { undeclared: 'refuse' });
  await using site = await givenApplication(unnamedPublisherMended, {
    models: [Visit],
    routes: visits.mount,
  });
  const valid = { ip: '203.0.113.0', hardware: 'x', software: 'y', browser: 'z', language: 'fr' };
  expect((await collect(site, visits, valid)).status).toBe(201);
  for (const hint of ['sec-ch-ua-arch', 'viewport', 'battery']) {
    const refused = await collect(site, visits, { ...valid, [hint]: 'arm' });
    expect(refused.status, hint).toBe(422);
    expect(String(refused.json.type)).toMatch(/\/field-not-declared$/);
  }
  expect(visits.stored).toEqual([valid]);
  await expectOnlyDeclared(site, visits, { valid, declared: Object.keys(valid) });
  const { controller } = site.privacy.register();
  const activity = controller.activities.find((each) => each.purpose === purpose);
  expect(activity?.categories.map(({ id }) => id)).toEqual(Object.values(TECHNICAL));
});

/** An address that serves the site itself, and that the text would also use for advertising (l.87). */
const Address = defineModel('Address', {
  dataSubject: 'dpv:User',
  fields: {
    id: subjectId(),
    ip: personal({
      category: 'pd:IPAddress',
      purpose: ['technicalService', 'technicalAdvertising'],
    }),
  },
});

test('S1-35 an address is read for the service without consent, and not for advertising', async () => {
  await using site = await givenAddresses();
  const read = (path: string) => site.ask('GET', path, { subject: SUBJECT });
  const service = await read('/one/technicalService');
  expect(service).toMatchObject({ status: 200, json: { ip: '203.0.113.1' } });
  await expectContractGate(site, 'technicalService', 'eu-gdpr:A6-1-b');
  const advertising = await read('/one/technicalAdvertising');
  expect(advertising.status).toBe(403);
  expect(String(advertising.json.type)).toMatch(/\/consent-required$/);
  expect(advertising.text).not.toContain('203.0.113.1');
});

test('S1-36 without consent the advertising pipeline gets nothing, and the service goes on', async () => {
  await using site = await givenAddresses();
  const feed = async (purpose: string, role: string) => {
    const answer = await site.ask('GET', `/all/${purpose}`, { role });
    expect(answer.status, answer.text).toBe(200);
    return JSON.parse(answer.text).map(({ id }: { readonly id: string }) => id);
  };
  expect(await feed('technicalAdvertising', 'advertising')).toEqual([]);
  expect(await feed('technicalService', 'service')).toEqual([SUBJECT, 'subject-2']);
  await giveConsent(site, 'technicalAdvertising');
  expect(await feed('technicalAdvertising', 'advertising')).toEqual([SUBJECT]);
  expect((await use(site, 'technicalService')).status).toBe(204);
});

function givenAddresses() {
  return givenApplication(publisherWithProfiles, {
    models: [Address],
    routes: (app, lawful) => {
      const all = [
        { id: SUBJECT, ip: '203.0.113.1' },
        { id: 'subject-2', ip: '203.0.113.2' },
      ];
      for (const purpose of ['technicalService', 'technicalAdvertising']) {
        const one = lawful.processing(purpose, { returns: Address });
        app.get(`/one/${purpose}`, one, (_, response) => void response.json(all[0]));
        const each = lawful.processing(purpose, { returns: [Address], subject: 'each' });
        app.get(`/all/${purpose}`, each, (_, response) => void response.json(all));
      }
    },
  });
}

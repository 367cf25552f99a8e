import { runInside } from '@lawful/core';
import { expect, test } from 'vitest';
import type { PolicyInput } from './core.ts';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { type Application, type Given, givenApplication } from './world/application.ts';
import { exportOf } from './world/exports.ts';
import { giveConsent } from './world/gates.ts';

const SUBJECT = 'participant-1';
const { defineModel, personal, subjectId } = bsoftMended.declare();

const Attendance = defineModel('Attendance', {
  dataSubject: 'dpv:Participant',
  fields: {
    id: subjectId(),
    name: personal({ category: 'pd:Name', purpose: 'attendanceTracking' }),
    sessions: personal({ category: 'pd:ProfessionalTraining', purpose: 'attendanceTracking' }),
  },
});

/** A training company that instructs bsoft, as the contract between them says. */
const withTenant: PolicyInput = {
  ...bsoftMended,
  roles: { ...bsoftMended.roles, trainer: { purposes: ['attendanceTracking'] } },
  tenants: {
    academy: {
      controller: { name: 'Academy', address: '1 rue de l’École, Lyon' },
      contractReference: 'Data processing agreement 3',
      instructedPurposes: ['participantMessages', 'attendanceTracking', 'accessSecurity'],
    },
  },
};

test('S3-04 purposes of the vendor are refused on data of a client, in jobs as in requests', async () => {
  await using site = await givenApplication(withTenant);
  const tenant = 'academy';
  for (const purpose of ['usageMeasurement', 'newsletters', 'prospecting', 'tailoredService']) {
    await giveConsentIfAsked(site, purpose);
    expect((await site.ask('POST', `/use/${purpose}`, { subject: SUBJECT })).status).toBe(204);
    const answer = await site.ask('POST', `/use/${purpose}`, { subject: SUBJECT, tenant });
    expect(String(answer.json.type)).toMatch(/\/purpose-not-instructed$/);
    const actor = { type: 'service' } as const;
    let worked = false;
    const job = site.privacy.run({ purpose, subject: SUBJECT, tenant, actor }, () => {
      worked = true;
    });
    await expect(job).rejects.toMatchObject({ code: 'purpose-not-instructed' });
    expect(worked).toBe(false);
    expect((await site.records()).at(-1)).toMatchObject({
      outcome: 'deny',
      reason: 'purpose_not_instructed',
      tenant,
    });
  }
});

test('S3-26 a client has its participants written to about the training, and nobody advertises to them', async () => {
  await using site = await givenApplication(withTenant, { routes: messages });
  const send = (path: string, tenant?: string) =>
    site.ask('POST', path, { subject: SUBJECT, ...(tenant === undefined ? {} : { tenant }) });
  for (const channel of ['sms', 'email']) {
    expect((await send(`/send/participantMessages/${channel}`, 'academy')).status).toBe(204);
    const uninstructed = await send(`/send/participantMessages/${channel}`);
    expect(String(uninstructed.json.type)).toMatch(/\/purpose-not-instructed$/);
    for (const marketing of ['newsletters', 'prospecting']) {
      const answer = await send(`/send/${marketing}/${channel}`, 'academy');
      expect(answer.status, `${marketing} by ${channel}`).toBe(403);
    }
  }
  const stranger = await send('/send/participantMessages/sms', 'another company');
  expect(String(stranger.json.type)).toMatch(/\/purpose-not-instructed$/);
  expect(sent).toEqual(['participantMessages/sms', 'participantMessages/email']);
});

test('S3-27 attendance by person is for trainers, and the collective view holds counts alone', async () => {
  await using site = await givenApplication(withTenant, {
    models: [Attendance],
    routes: attendance,
  });
  const who = { subject: SUBJECT, tenant: 'academy' };
  const trainer = await site.ask('GET', '/attendance/one', { ...who, role: 'trainer' });
  expect(trainer.json).toEqual({ id: SUBJECT, name: 'Ada', sessions: 3 });
  const staff = await site.ask('GET', '/attendance/one', { ...who, role: 'staff' });
  expect([staff.status, staff.text.includes('Ada')]).toEqual([403, false]);
  const collective = await site.ask('GET', '/attendance', { ...who, role: 'trainer' });
  expect(collective.json).toEqual({ present: 12, absent: 2 });
  const careless = await site.ask('GET', '/attendance/careless', { ...who, role: 'trainer' });
  expect([careless.status, careless.text.includes('Ada')]).toEqual([500, false]);
});

test('S3-28 an objection to access control is refused with the documented grounds, and access stays controlled', async () => {
  const { accessSecurity, ...others } = withTenant.purposes;
  const legalBasis = 'legitimate_interests';
  const legitimateInterest = 'Only those whom the client names reach its data.';
  const policy = {
    ...withTenant,
    purposes: { ...others, accessSecurity: { ...accessSecurity, legalBasis, legitimateInterest } },
  } as const;
  await using site = await givenApplication(policy);
  const secured = () =>
    site.ask('POST', '/use/accessSecurity', { subject: SUBJECT, tenant: 'academy' });
  expect((await secured()).status).toBe(204);
  expect((await site.records()).at(-1)).toMatchObject({ legalBasis: 'eu-gdpr:A6-1-f' });
  // Exercised towards nobody it would be kept where nothing asks for it.
  await expect(site.privacy.object(SUBJECT, { purpose: 'accessSecurity' })).rejects.toMatchObject({
    code: 'purpose-not-instructed',
  });
  const { privacy } = site;
  const towardsAcademy = <T>(work: () => Promise<T>) =>
    runInside(privacy.open({ tenant: 'academy' }), work);
  await towardsAcademy(() => privacy.object(SUBJECT, { purpose: 'accessSecurity' }));
  expect(String((await secured()).json.type)).toMatch(/\/restricted-pending-objection$/);
  const justification = 'Without a log of who enters, the data of others are not safe.';
  await towardsAcademy(() =>
    privacy.rights.decideObjection(SUBJECT, {
      purpose: 'accessSecurity',
      outcome: 'overridden',
      justification,
      approver: 'DPO',
    }),
  );
  expect((await secured()).status).toBe(204);
  const { standing, supervisoryAuthority } = await exportOf(site, SUBJECT, 'access', 'academy');
  expect(standing?.objections).toMatchObject([
    { type: 'objection.filed' },
    { type: 'objection.overridden', justification },
  ]);
  expect(supervisoryAuthority).toMatchObject({ name: 'CNIL' });
});

const sent: string[] = [];

const messages: NonNullable<Given['routes']> = (app, lawful) => {
  for (const purpose of ['participantMessages', 'newsletters', 'prospecting']) {
    for (const channel of ['sms', 'email'] as const) {
      const gate = lawful.processing(purpose, {
        operation: 'dpv:Use',
        returns: 'nothing',
        channel,
      });
      app.post(`/send/${purpose}/${channel}`, gate, (_request, response) => {
        sent.push(`${purpose}/${channel}`);
        response.status(204).end();
      });
    }
  }
};

const attendance: NonNullable<Given['routes']> = (app, lawful) => {
  const person = { id: SUBJECT, name: 'Ada', sessions: 3 };
  const counts = { present: 'not-personal', absent: 'not-personal' } as const;
  const view = (returns: typeof counts | typeof Attendance) =>
    lawful.processing('attendanceTracking', { returns });
  app.get('/attendance/one', view(Attendance), (_request, response) => {
    response.json(person);
  });
  app.get('/attendance', view(counts), (_request, response) => {
    response.json({ present: 12, absent: 2, people: [person] });
  });
  app.get('/attendance/careless', view(counts), (_request, response) => {
    response.json({ present: [person], absent: 2 });
  });
};

async function giveConsentIfAsked(site: Application, purpose: string): Promise<void> {
  const basis = site.privacy.catalogue.purposes.get(purpose)?.legalBasis;
  if (basis === 'eu-gdpr:A6-1-a') await giveConsent(site, purpose, {}, SUBJECT);
}

import { expect, test } from 'vitest';
import { luximMended } from './mended/luxim.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource } from './world/exports.ts';
import { expectRoleGate } from './world/roles.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = luximMended.declare();

const Client = defineModel('Client', {
  dataSubject: 'dpv:Client',
  fields: {
    id: subjectId(),
    name: personal({ category: 'pd:Name', purpose: ['businessRelationship', 'moneyLaundering'] }),
  },
});
const Report = defineModel('Report', {
  dataSubject: 'dpv:Client',
  fields: {
    client: subjectId(),
    suspicion: personal({ category: 'pd:Transaction', purpose: 'moneyLaundering' }),
  },
});

function givenSite(reported: boolean) {
  const report = { client: SUBJECT, suspicion: 'forty payments of 9,900' };
  const reports = new Map(reported ? [[SUBJECT, report]] : []);
  return givenApplication(luximMended, {
    models: [Client, Report],
    sources: [
      givenSource(Client, { [SUBJECT]: [{ id: SUBJECT, name: 'Ada' }] }),
      givenSource(Report, { [SUBJECT]: [...reports.values()] }),
    ],
    routes: (app, lawful) => {
      const gate = lawful.processing('moneyLaundering', { returns: Report });
      app.get('/reports/:id', gate, (_, response) => {
        const found = reports.get(SUBJECT);
        if (found === undefined) response.status(404).json({ title: 'None' });
        else response.json(found);
      });
    },
  });
}

test('S2-47 money laundering is watched by one role; to every other it looks the same whether or not anything is known', async () => {
  await using reported = await givenSite(true);
  await using unreported = await givenSite(false);
  const others = ['customerService', 'sales', 'accounting', 'fraudAnalyst'];
  await expectRoleGate(reported, 'moneyLaundering', {
    granted: ['antiMoneyLaundering'],
    refused: others,
  });
  for (const role of others) {
    const answers = [];
    for (const site of [reported, unreported]) {
      const { status, json } = await site.ask('GET', '/reports/1', { subject: SUBJECT, role });
      const { instance, ...told } = json;
      expect(instance).toMatch(/^urn:uuid:/);
      answers.push(JSON.stringify({ status, told }));
    }
    expect(answers[0]).toContain('403');
    expect(answers[0], role).toBe(answers[1]);
  }
  const role = 'antiMoneyLaundering';
  const seen = await reported.ask('GET', '/reports/1', { subject: SUBJECT, role });
  expect(seen).toMatchObject({ status: 200, json: { suspicion: expect.any(String) } });
});

test('S2-48 nobody can tell from a copy of the own data whether a report was made, or to whom', async () => {
  await using reported = await givenSite(true);
  await using unreported = await givenSite(false);
  for (const scope of ['access', 'portability'] as const) {
    const ask = { subject: SUBJECT, headers: { accept: 'application/json' } };
    const path = `/privacy/export?scope=${scope}`;
    const [one, other] = [
      await reported.ask('GET', path, ask),
      await unreported.ask('GET', path, ask),
    ];
    expect(one.status).toBe(200);
    expect(one.text, 'byte for byte').toBe(other.text);
    expect(one.text).not.toMatch(/tracfin/i);
    expect(one.text).not.toContain('9,900');
  }
  const { referrals, data } = await exportOf(reported, SUBJECT);
  expect(referrals.map(({ purpose }) => purpose)).toEqual(['moneyLaundering']);
  expect(data).toMatchObject([{ model: 'Client', values: { name: 'Ada' } }]);
});

import { expect, test } from 'vitest';
import { bsoftMended } from './policies/bsoft/mended.ts';
import { givenApplication } from './world/application.ts';
import { exportOf, givenSource, valuesIn } from './world/exports.ts';

const SUBJECT = 'subject-1';
const { defineModel, personal, subjectId } = bsoftMended.declare();

test('S3-17 what was observed is in every access; whether it can be taken along is as declared', async () => {
  const observed = { provenance: 'dpv:ObservedPersonalData' } as const;
  const Usage = defineModel('Usage', {
    dataSubject: 'dpv:User',
    fields: {
      id: subjectId(),
      email: personal({ category: 'pd:EmailAddress', purpose: 'serviceProvision' }),
      pages: personal({
        category: 'pd:BrowsingBehaviour',
        purpose: 'serviceProvision',
        ...observed,
      }),
      health: personal({ category: 'pd:LinkClicked', purpose: 'solutionHealth', ...observed }),
      cookieClicks: personal({
        category: 'pd:LinkClicked',
        purpose: 'cookieManagement',
        ...observed,
      }),
      habits: personal({
        category: 'pd:Profile',
        purpose: 'serviceProvision',
        provenance: 'dpv:InferredPersonalData',
      }),
    },
  });
  const row = {
    id: SUBJECT,
    email: 'a@b.example',
    pages: 'home, courses',
    health: 'save',
    cookieClicks: 'menu',
    habits: 'works at night',
  };
  await using site = await givenApplication(bsoftMended, {
    models: [Usage],
    sources: [givenSource(Usage, { [SUBJECT]: [row] })],
  });
  const access = await exportOf(site, SUBJECT);
  expect(valuesIn(access)).toEqual(row);
  const portable = await exportOf(site, SUBJECT, 'portability');
  const { email, pages, cookieClicks } = row;
  expect(valuesIn(portable)).toEqual({ id: SUBJECT, email, pages, cookieClicks });
  const [model] = access.models;
  const provenance = model?.fields.map(({ path, uses }) => [path, uses]);
  expect(JSON.stringify(provenance)).toContain('dpv:ObservedPersonalData');
});

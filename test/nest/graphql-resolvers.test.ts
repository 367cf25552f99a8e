import { describe, expect, test } from 'vitest';
import { expectSilence, found } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { handed } from './graph.ts';
import { serveGraph } from './serving-graph.ts';

const { anna, bert } = PEOPLE;

const CONSENT_REQUIRED = {
  message: 'Consent required',
  extensions: { code: 'consent-required', status: 403, purposes: ['newsletter'] },
};

describe('a resolver', () => {
  test('is refused whole without consent and after its withdrawal, and nothing of anybody comes out', async () => {
    await using graph = await serveGraph();
    const refused = await graph.ask('{ me { mail tariff } }');
    graph.remember(anna.id, [consented('newsletter')]);
    expect(await graph.ask('{ me { mail } }')).toEqual({ data: { me: { mail: anna.email } } });
    graph.remember(anna.id, [withdrew('newsletter')]);
    const refusedAgain = await graph.ask('{ me { mail tariff } }');
    for (const { data, errors } of [refused, refusedAgain]) {
      expect(data).toEqual({ me: null });
      expect(errors).toMatchObject([CONSENT_REQUIRED]);
    }
    // Anna herself may know where her consent stands.
    expect(refusedAgain.errors?.[0]?.extensions).toMatchObject({
      consentStatus: 'dpv:ConsentWithdrawn',
      consentUrl: '/privacy/consents',
    });
    expectSilence([
      ['the answers', JSON.stringify([refused, refusedAgain])],
      ['the log', graph.told.join('\n')],
    ]);
  });

  test('that is refused does not keep the others of a query from answering', async () => {
    await using graph = await serveGraph();
    const { data, errors } = await graph.ask(
      `{ me { mail } person(id: "${anna.id}") { mail phone lastName } }`,
    );
    expect(data).toEqual({
      me: null,
      person: { mail: anna.email, phone: anna.phone, lastName: anna.lastName },
    });
    expect(errors).toMatchObject([CONSENT_REQUIRED]);
  });

  test('of nobody is refused to nobody', async () => {
    await using graph = await serveGraph();
    const { data, errors } = await graph.ask('{ me { mail } }', {});
    expect(data).toEqual({ me: null });
    expect(errors).toMatchObject([{ extensions: { code: 'actor-unknown', status: 401 } }]);
  });

  test('whose arguments name the person serves staff in their role, and nobody about somebody else', async () => {
    await using graph = await serveGraph();
    const query = `{ person(id: "${bert.id}") { mail } }`;
    for (const headers of [{ 'x-person': anna.id }, {}, { 'x-role': 'marketing' }]) {
      const { data, errors } = await graph.ask(query, headers);
      expect(data).toEqual({ person: null });
      expect(errors).toHaveLength(1);
    }
    const ofStaff = await graph.ask(query, { 'x-role': 'front-desk' });
    expect(ofStaff).toEqual({ data: { person: { mail: bert.email } } });
    const ofBert = await graph.ask(query, { 'x-person': bert.id });
    expect(ofBert).toEqual({ data: { person: { mail: bert.email } } });
  });

  test('is told who asks, and in which unit of work', async () => {
    await using graph = await serveGraph();
    expect((await graph.ask('{ asked { id tariff } }')).data).toEqual({
      asked: { id: anna.id, tariff: 'membership' },
    });
  });

  test('may find nobody', async () => {
    await using graph = await serveGraph();
    expect(await graph.ask('{ nobody { mail } }')).toEqual({ data: { nobody: null } });
  });

  test('that fails says so without a word of the error', async () => {
    await using graph = await serveGraph();
    const { data, errors } = await graph.ask('{ broken { mail } }');
    expect(data).toEqual({ broken: null });
    expect(errors).toMatchObject([{ extensions: { code: 'internal-error', status: 500 } }]);
    expect(found(JSON.stringify(errors), 'anna')).toEqual([]);
    expect(graph.told).toHaveLength(1);
  });
});

describe('a mutation', () => {
  test('does nothing that it was refused for', async () => {
    await using graph = await serveGraph();
    handed.length = 0;
    const { data, errors } = await graph.ask('mutation { subscribe { mail } }');
    expect({ data, handed }).toEqual({ data: { subscribe: null }, handed: [] });
    expect(errors).toMatchObject([CONSENT_REQUIRED]);
  });

  test('is handed what the purpose may collect, and shows what it may use', async () => {
    await using graph = await serveGraph();
    handed.length = 0;
    const { data, errors } = await graph.ask(
      `mutation { move(home: { street: "Elsewhere 1", reason: "secret" }) { mail home { street } } }`,
    );
    expect({ data, errors }).toEqual({
      data: { move: { mail: anna.email, home: { street: 'Elsewhere 1' } } },
      errors: undefined,
    });
    expect(handed).toEqual([{ street: 'Elsewhere 1' }]);
  });
});

describe('a resolver of one field', () => {
  test('has a purpose of its own: refused, it is null, and the rest of the person is there', async () => {
    await using graph = await serveGraph();
    const query = `{ person(id: "${anna.id}") { mail favourite } }`;
    const refused = await graph.ask(query);
    expect(refused.data).toEqual({ person: { mail: anna.email, favourite: null } });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'consent-required' } }]);
    graph.remember(anna.id, [consented('analytics')]);
    expect((await graph.ask(query)).data).toEqual({
      person: { mail: anna.email, favourite: anna.interest },
    });
  });

  test('that fails says so without a word of the error', async () => {
    await using graph = await serveGraph();
    const { data, errors } = await graph.ask(`{ person(id: "${anna.id}") { mail fails } }`);
    expect(data).toEqual({ person: { mail: anna.email, fails: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'internal-error' } }]);
    expect(found(JSON.stringify(errors), 'anna')).toEqual([]);
    expect(graph.told).toHaveLength(1);
  });
});

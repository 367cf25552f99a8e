import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ExpressAdapter } from '@nestjs/platform-express';
import { describe, expect, test } from 'vitest';
import { expectSilence, found } from '../scenarios/expectations.ts';
import { consented, withdrew } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { Heirs, handed, Newsletters, People, privacyOfGraph } from './graph.ts';
import { QUIET } from './serving.ts';

const { anna, bert } = PEOPLE;

const CONSENT_REQUIRED = {
  message: 'Consent required',
  extensions: { code: 'consent-required', status: 403, purposes: ['newsletter'] },
};

const notInPurpose = (path: readonly (string | number)[], field: string) => ({
  message: 'The field is not available for this purpose',
  path,
  extensions: { code: 'field-not-in-purpose', field, purpose: 'newsletter' },
});

describe('a field outside the purpose', () => {
  test('is null with an error of its own, and its siblings are there', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    const { data, errors } = await graph.ask(
      '{ me { id mail phone tariff home { street city } } }',
    );
    expect(data).toEqual({
      me: {
        id: anna.id,
        mail: anna.email,
        phone: null,
        tariff: 'monthly',
        home: { street: null, city: anna.city },
      },
    });
    expect(errors).toMatchObject([
      notInPurpose(['me', 'phone'], 'Person.phone'),
      notInPurpose(['me', 'home', 'street'], 'Home.street'),
    ]);
    expect(found(JSON.stringify(errors), 'anna')).toEqual([]);
  });

  test('that nobody asks for is no error', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    expect(await graph.ask('{ me { mail } }')).toEqual({ data: { me: { mail: anna.email } } });
  });

  test('is null in every element of a list, and in models within models', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    const { data, errors } = await graph.ask(
      '{ everybody { mail phone } me { friends { mail home { street } } } }',
    );
    expect(data).toEqual({
      // Of Bert, who has not consented, there is nothing.
      everybody: [{ mail: anna.email, phone: null }],
      me: { friends: [{ mail: anna.email, home: { street: null } }] },
    });
    expect(errors).toHaveLength(2);
    for (const told of [
      notInPurpose(['everybody', 0, 'phone'], 'Person.phone'),
      notInPurpose(['me', 'friends', 0, 'home', 'street'], 'Home.street'),
    ]) {
      expect(errors).toContainEqual(expect.objectContaining(told));
    }
  });

  test('is null inside a wrapper, too', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    const { data, errors } = await graph.ask('{ page { total items { mail phone } } }');
    expect(data).toEqual({ page: { total: 1, items: [{ mail: anna.email, phone: null }] } });
    expect(errors).toMatchObject([notInPurpose(['page', 'items', 0, 'phone'], 'Person.phone')]);
  });

  // GraphQL cannot say null where the schema says that there is always a value: the error then takes the nearest
  // nullable parent with it, here the whole person. Declare fields that a purpose may withhold as nullable.
  test('that the schema declares to be always there takes its parent with it', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    const { data, errors } = await graph.ask('{ me { mail lastName } page { total } }');
    expect(data).toEqual({ me: null, page: { total: 1 } });
    expect(errors).toMatchObject([notInPurpose(['me', 'lastName'], 'Person.lastName')]);
  });
});

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

describe('a class of resolvers', () => {
  test.each(['subscriber', 'inherited'])(
    'with one purpose asks for consent at %s',
    async (name) => {
      await using graph = await serveGraph();
      const query = `{ ${name} { mail phone } }`;
      const refused = await graph.ask(query);
      expect(refused.data).toEqual({ [name]: null });
      expect(refused.errors).toMatchObject([CONSENT_REQUIRED]);
      graph.remember(anna.id, [consented('newsletter')]);
      const { data, errors } = await graph.ask(query);
      expect(data).toEqual({ [name]: { mail: anna.email, phone: null } });
      expect(errors).toMatchObject([notInPurpose([name, 'phone'], 'Person.phone')]);
    },
  );

  test('finds the unit of work inside', async () => {
    await using graph = await serveGraph();
    graph.remember(anna.id, [consented('newsletter')]);
    expect((await graph.ask('{ subscriber { tariff } }')).data).toEqual({
      subscriber: { tariff: 'newsletter' },
    });
  });
});

interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** Serves the graph with Apollo on Express, as in production: without stacks in the answers. */
async function serveGraph() {
  const { module: privacyModule, store, told } = privacyOfGraph();
  const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    autoSchemaFile: true,
    includeStacktraceInErrorResponses: false,
    graphiql: false,
  });
  const module = {
    module: class Gym {},
    imports: [privacyModule, graphql],
    providers: [People, Newsletters, Heirs],
  };
  const app = await NestFactory.create(module, new ExpressAdapter(), QUIET);
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/graphql`;
  return {
    told,
    remember: (id: string, events: readonly ReturnType<typeof consented>[]) => {
      for (const event of events) store.append(id, event);
    },
    ask: async (
      query: string,
      headers: Readonly<Record<string, string>> = { 'x-person': anna.id },
    ): Promise<Answered> => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await answer.json()) as Answered;
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

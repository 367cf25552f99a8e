import { describe, expect, test } from 'vitest';
import { found } from '../scenarios/expectations.ts';
import { consented } from '../scenarios/happened.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { serveGraph } from './serving-graph.ts';

const { anna } = PEOPLE;

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

describe('a class of resolvers', () => {
  test.each(['subscriber', 'inherited'])(
    'with one purpose asks for consent at %s',
    async (name) => {
      await using graph = await serveGraph();
      const query = `{ ${name} { mail phone } }`;
      const refused = await graph.ask(query);
      expect(refused.data).toEqual({ [name]: null });
      expect(refused.errors).toMatchObject([{ extensions: { code: 'consent-required' } }]);
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

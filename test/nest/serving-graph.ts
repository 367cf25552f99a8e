import { createPrivacy, memoryLedger, memorySubjectStore, type SubjectEvent } from '@lawful/core';
import { PrivacyModule } from '@lawful/nest';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { ExpressAdapter } from '@nestjs/platform-express';
import { models } from '../scenarios/models.ts';
import { PEOPLE } from '../scenarios/people.ts';
import { nextPolicy, type Purpose, policy } from '../scenarios/policy.ts';
import { Heirs, Newsletters, People } from './graph.ts';
import { Home, NewHome, Person } from './graph-models.ts';
import { QUIET } from './serving.ts';

const { anna } = PEOPLE;

/** What GraphQL answered. */
export interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** Serves the graph with Apollo on Express, as in production: without stacks in the answers. */
export async function serveGraph() {
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
    remember: (id: string, events: readonly SubjectEvent[]) => {
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

/** A privacy layer over these models, and the module that knows who asks by headers. */
function privacyOfGraph() {
  const store = memorySubjectStore();
  const ledger = memoryLedger();
  const told: string[] = [];
  const privacy = createPrivacy<Purpose>({
    policy: nextPolicy,
    versions: [policy],
    models: [...models, Person, Home, NewHome],
    store,
    ledger,
    clock: () => Date.parse('2026-11-22T10:00:00.000Z'),
    warn: () => undefined,
  });
  const personIn = (headers: Readonly<Record<string, unknown>>): string | undefined =>
    typeof headers['x-person'] === 'string' ? headers['x-person'] : undefined;
  const module = PrivacyModule.forRoot({
    privacy,
    subject: ({ headers }) => personIn(headers),
    actor: ({ headers }) =>
      headers['x-role'] === undefined
        ? undefined
        : { type: 'staff', id: 'x', role: String(headers['x-role']) },
    rights: { authorise: ({ headers }) => personIn(headers) },
    onError: (error, { status }) => void told.push(JSON.stringify({ status, error })),
  });
  return { module, privacy, store, ledger, told };
}

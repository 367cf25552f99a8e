import type { Scenario } from '../scenario.ts';

/** What data subjects can read: a copy of their data, the notice. */
export const readingScenarios: readonly Scenario[] = [
  {
    title: 'Somebody gets a copy of everything that is kept of them, and of nobody else',
    steps: [
      {
        as: 'anna',
        ask: 'GET /privacy/export?scope=access',
        expect: {
          status: 200,
          includes: { processed: true, right: 'eu-gdpr:A15' },
          headers: { 'cache-control': 'no-store', 'content-type': /^application\/json/ },
        },
      },
    ],
    records: [{ kind: 'export-opened' }, { kind: 'export-closed' }],
  },
  {
    title: 'A copy that cannot be whole is refused before it begins',
    given: { bookings: 'throws' },
    steps: [
      {
        as: 'anna',
        ask: 'GET /privacy/export',
        expect: { status: 503, problem: 'source-unavailable' },
      },
    ],
    records: [
      { kind: 'export-opened' },
      { kind: 'incident', errorType: 'source-unavailable' },
      { kind: 'export-closed', errorType: 'source-unavailable' },
    ],
  },
  {
    title: 'A copy that breaks off never looks whole, and that is recorded',
    given: { bookings: 'breaks' },
    steps: [
      { as: 'anna', ask: 'GET /privacy/export', expect: 'a broken connection' },
      {
        as: 'anna',
        ask: 'GET /privacy/export',
        headers: { accept: 'text/csv' },
        expect: 'a broken connection',
      },
    ],
    records: [
      { kind: 'export-opened' },
      { kind: 'incident', errorType: 'source-unavailable' },
      { kind: 'export-closed', errorType: 'source-unavailable' },
      { kind: 'export-opened' },
      { kind: 'incident', errorType: 'source-unavailable' },
      { kind: 'export-closed', errorType: 'source-unavailable' },
    ],
  },
  {
    title: 'Of somebody of whom nothing is kept, "nothing" is the answer',
    steps: [
      {
        as: 'ghost',
        ask: 'GET /privacy/export?scope=access',
        expect: { status: 200, includes: { processed: false } },
      },
    ],
    records: [{ kind: 'export-opened' }, { kind: 'export-closed' }],
  },
  ...(
    [
      ['application/json', /^application\/json/],
      ['application/x-ndjson', /^application\/x-ndjson/],
      ['text/csv', /^text\/csv/],
      ['text/csv;q=0.5, application/json;q=0.1', /^text\/csv/],
    ] as const
  ).map(
    ([accept, type]): Scenario => ({
      title: `A portable copy comes as ${accept} when asked so`,
      steps: [
        {
          as: 'anna',
          ask: 'GET /privacy/export?scope=portability',
          headers: { accept },
          expect: { status: 200, headers: { 'content-type': type } },
        },
      ],
    }),
  ),
  {
    title: 'A media type that nobody serves is refused, with those that are',
    steps: [
      {
        as: 'anna',
        ask: 'GET /privacy/export',
        headers: { accept: 'image/png' },
        expect: {
          status: 406,
          problem: 'not-acceptable',
          members: {
            available: [
              'application/json',
              'application/x-ndjson',
              'text/csv',
              'application/ld+json',
            ],
          },
        },
      },
      {
        as: 'nobody',
        ask: 'GET /privacy/notice',
        headers: { accept: 'application/pdf' },
        expect: {
          status: 406,
          problem: 'not-acceptable',
          members: { available: ['application/json', 'text/html', 'text/markdown'] },
        },
      },
    ],
    records: [],
  },
  {
    title: 'The notice is there for everybody, in both languages, before anything is asked',
    steps: [
      {
        as: 'nobody',
        ask: 'GET /privacy/notice',
        expect: {
          status: 200,
          includes: { version: '1', controller: { name: 'Riverside Gym SARL' } },
          headers: { 'content-language': 'en' },
        },
      },
      {
        as: 'nobody',
        ask: 'GET /privacy/notice',
        headers: { accept: 'text/html', 'accept-language': 'fr-CA, en;q=0.5' },
        expect: {
          status: 200,
          headers: { 'content-language': 'fr', 'content-type': /^text\/html/ },
        },
      },
    ],
  },
  {
    title: 'A method that a right does not have is refused with those that it has',
    steps: [
      {
        as: 'anna',
        ask: 'DELETE /privacy/export',
        expect: {
          status: 405,
          problem: 'method-not-allowed',
          members: { allow: ['GET', 'HEAD'] },
          headers: { allow: 'GET, HEAD' },
        },
      },
    ],
  },
  {
    title: 'Rights are not exercised on what cannot be read or proven',
    given: { store: 'throws' },
    steps: [
      {
        as: 'anna',
        ask: 'GET /privacy/consents',
        expect: { status: 503, problem: 'state-unknown' },
      },
      { meanwhile: { store: 'works', ledger: 'throws' } },
      {
        as: 'anna',
        ask: 'GET /privacy/export',
        expect: { status: 503, problem: 'audit-unavailable' },
      },
    ],
    records: [],
  },
  {
    title: 'Global Privacy Control is announced where browsers look for it',
    steps: [
      {
        as: 'nobody',
        ask: 'GET /.well-known/gpc.json',
        expect: { status: 200, json: { gpc: true, lastUpdate: '2026-09-01' } },
      },
    ],
  },
];

import type { ModelRef, PersonalDataSource } from '@lawful/core';
import { expect } from 'vitest';
import type { Application } from './application.ts';
import { expectSchema } from './notices.ts';

/** The parts of an exported document that tests look at. */
export interface Exported {
  readonly processed: boolean;
  readonly right: string;
  readonly purposes: readonly { readonly purpose: string; readonly [member: string]: unknown }[];
  readonly recipients: readonly { readonly [member: string]: unknown }[];
  readonly models: readonly {
    readonly model: string;
    readonly fields: readonly {
      readonly path: string;
      readonly category: string | null;
      readonly uses: readonly { readonly purpose: string; readonly source: string }[];
    }[];
  }[];
  readonly referrals: readonly { readonly purpose: string; readonly [member: string]: unknown }[];
  readonly standing: Readonly<Record<string, readonly Record<string, unknown>[]>> | null;
  readonly data: readonly {
    readonly model: string;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
  readonly [member: string]: unknown;
}

/** A subject's own export in JSON over HTTP, held against its published schema. */
export async function exportOf(
  site: Application,
  subject = 'subject-1',
  scope: 'access' | 'portability' = 'access',
  tenant?: string,
): Promise<Exported> {
  const answer = await site.ask('GET', `/privacy/export?scope=${scope}`, {
    subject,
    ...(tenant === undefined ? {} : { tenant }),
    headers: { accept: 'application/json', 'accept-language': 'en' },
  });
  expect(answer.status, answer.text).toBe(200);
  expectSchema('export', answer.json);
  // The schema has just said so.
  return answer.json as unknown as Exported;
}

/** Every value in an export, with the name of its field. */
export function valuesIn({ data }: Exported): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...data.map(({ values }) => values));
}

/** A store of an application: the records of one model by subject id. */
export function givenSource(
  model: ModelRef,
  records: Readonly<Record<string, readonly object[]>>,
): PersonalDataSource {
  return {
    model,
    find: (subject) => (Object.hasOwn(records, subject) ? (records[subject] ?? []) : []),
  };
}

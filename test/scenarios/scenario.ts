import type { AuditRecord, SubjectEvent } from '@lawful/core';
import type { StaffName } from './identity.ts';
import type { Name } from './people.ts';
import type { Purpose } from './policy.ts';
import type { Circumstances } from './world.ts';

/**
 * Who sends a request: a person by a valid token (perhaps a client's, or with a consent epoch in it), staff (perhaps for a client of ours), or somebody whose token proves nothing. */
export type Sender =
  | Name
  | StaffName
  | { readonly staff: StaffName; readonly tenant: string }
  | { readonly member: Name; readonly tenant?: string; readonly epoch?: number }
  | 'nobody'
  | { readonly forged: Name }
  | { readonly expired: Name };

/** What is expected of one answer. */
export interface ExpectedAnswer {
  readonly status: number;
  /** Last part of the problem's type; `about:blank` for a status alone. Such an answer is checked to be a whole problem document. */
  readonly problem?: string;
  /** Exactly the members of the problem besides those of RFC 9457. Default none. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Exactly the JSON that is answered. */
  readonly json?: unknown;
  /** What the JSON that is answered has at least. */
  readonly includes?: unknown;
  /** Exactly the text that is answered; empty for no body. */
  readonly text?: string;
  /** Headers by name, exactly; `null` for one that must not be there. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>;
}

/** Somebody asks something. */
export interface RequestStep {
  readonly as: Sender;
  /** `GET /members/me`. */
  readonly ask: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, as JSON unless `headers` say otherwise. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** The answer; or that the connection breaks before there is a whole one; or that none comes while somebody waits. */
  readonly expect: ExpectedAnswer | 'a broken connection' | 'no answer';
}

/** Something happens between requests: time passes, a store goes down, somebody changes their mind by letter. */
export interface ChangeStep {
  readonly meanwhile: Partial<Circumstances> & { readonly happened?: History };
}

/** What has happened to people. */
export type History = { readonly [K in Name]?: readonly SubjectEvent[] };

/** A record that the audit trail must hold; what is not named is not looked at. */
export type ExpectedRecord = Partial<AuditRecord> & Pick<AuditRecord, 'kind'>;

/** One promise of the published policy, as somebody meets it. */
export interface Scenario {
  /** A sentence that a data protection officer can read. */
  readonly title: string;
  /** What has happened, and what works, before the first request. */
  readonly given?: Partial<Circumstances> & {
    readonly happened?: History;
    /** Purposes whose refusals are only recorded for now. */
    readonly observed?: readonly Purpose[];
  };
  readonly steps: readonly (RequestStep | ChangeStep)[];
  /** Exactly these records, in this order. Default: not looked at. */
  readonly records?: readonly ExpectedRecord[];
  /** How often a handler has run. Default: not looked at. */
  readonly handled?: number;
}

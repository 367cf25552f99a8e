import type { OptInAttributes } from './attributes.ts';

/** Where audit spans go and what they carry beside the required attributes. All times in milliseconds. */
export interface AuditTracingOptions extends OptInAttributes {
  /** The OTLP/HTTP receiver, `http://localhost:4318`; spans go to its `/v1/traces`. */
  readonly url: string;
  /** `service.name` of the spans. */
  readonly serviceName: string;
  /** Sent with each batch, for instance the receiver's credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long a record waits for others to leave with: 200. */
  readonly delay?: number;
  /** How long the receiver may take for one batch: 3,000. */
  readonly timeout?: number;
  /** How many records wait at most while the receiver is down: 50,000. Beyond it they are counted as lost. */
  readonly queueLimit?: number;
}

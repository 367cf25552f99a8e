export type { Integrity } from './consents/batches.ts';
export { type ConsentExportOptions, exportConsents } from './consents/export.ts';
export {
  type ConsentImportOptions,
  type ConsentImportReport,
  importConsents,
} from './consents/import.ts';
export type { LineSource } from './consents/lines.ts';
export type { ImportProgress } from './consents/progress.ts';
export {
  REJECTION_REASONS,
  type RejectedLine,
  type RejectionReason,
} from './consents/rejection.ts';
export {
  type Database,
  type DatabaseSource,
  databaseOf,
  type Session,
  type Statement,
} from './database/database.ts';
export type { Claim, ClaimRequest } from './outbox/claim.ts';
export type { Delivery, Destination, NotDelivered } from './outbox/destination.ts';
export type { RelayIncident } from './outbox/incident.ts';
export type { MessageData, OutboxMessage } from './outbox/message.ts';
export { createOutbox, type Outbox, type Waiting } from './outbox/outbox.ts';
export type { OutboxQueue } from './outbox/queue.ts';
export { type Relay, type RelayOptions, runRelay } from './outbox/relay.ts';
export type { EnqueuedTopic, Topic, TopicPattern } from './outbox/topics.ts';
export { type WebhookOptions, webhook } from './outbox/webhook.ts';
export { type InvalidationsOptions, notifyInvalidations } from './propagation/notify.ts';
export type { Change, Invalidations } from './propagation/transport.ts';
export { type MigrateOptions, migrate } from './schema/migrate.ts';
export type { StoreIncident } from './subject-store/mend.ts';
export {
  type PostgresSubjectStore,
  type PostgresSubjectStoreOptions,
  postgresSubjectStore,
} from './subject-store/subject-store.ts';
export type { Disagreement, FindingKind, VerifyCounts } from './verify/disagreement.ts';
export {
  type RebuildCounts,
  type RebuildOptions,
  type RebuildOutcome,
  rebuildStates,
} from './verify/rebuild.ts';
export { type VerifyOptions, verifyStates } from './verify/verify.ts';

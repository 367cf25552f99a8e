import type { SubjectEvent } from '../decide/event.ts';
import { formatInstant } from '../declare/instant.ts';
import { PrivacyError } from '../errors.ts';
import type { ActOptions, RightsContext } from './context.ts';
import type { StandingFacts } from './facts.ts';
import { appendEvent } from './subject-record.ts';

/**
 * Notes that a relationship of the law's concern began or ended: `customer` opens the soft opt-in for similar goods
 * (ePrivacy Art. 13(2)). It also gives the subject a state of its own, and so a pseudonym in the audit trail.
 */
export async function relate(
  context: RightsContext,
  subject: string,
  relationship: { readonly kind: string; readonly change: 'began' | 'ended' },
  options: ActOptions = {},
): Promise<void> {
  await told(context, subject, 'relationship-changed', undefined, {
    ...base(context, options),
    type: relationship.change === 'began' ? 'relationship.began' : 'relationship.ended',
    kind: relationship.kind,
  });
}

/** Notes that a subject was given a version of the notice, or has accepted it (Art. 13(3)). Throws `not-found` for a version never published. */
export async function noteNotice(
  context: RightsContext,
  subject: string,
  notice: { readonly version: string; readonly change: 'delivered' | 'accepted' },
  options: ActOptions = {},
): Promise<void> {
  if (context.noticeHash('en', notice.version) === undefined) {
    throw new PrivacyError('not-found', { what: 'no notice of this version was published' });
  }
  await told(context, subject, 'notice-changed', 'eu-gdpr:A13', {
    ...base(context, options),
    type: notice.change === 'delivered' ? 'notice.delivered' : 'notice.accepted',
    version: notice.version,
  });
}

/** Stores the event, then has it witnessed, like every other change. */
async function told(
  context: RightsContext,
  subject: string,
  kind: StandingFacts['kind'],
  right: StandingFacts['right'],
  event: SubjectEvent,
): Promise<void> {
  const { salt } = await appendEvent(context, subject, event);
  const now = context.clock();
  const catalogue = context.catalogueAt(now);
  await context.witness({
    kind,
    right,
    subject,
    salt,
    actor: event.actor,
    catalogue,
    now,
    event: event.type,
  });
}

function base({ clock, newId }: RightsContext, options: ActOptions) {
  return {
    id: options.id ?? newId(),
    at: formatInstant(clock()),
    actor: options.actor ?? ('system' as const),
  };
}

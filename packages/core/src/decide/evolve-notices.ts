import type { SubjectEvent } from './event.ts';
import type { NoticeState } from './state.ts';

type Notice = Extract<SubjectEvent, { type: `notice.${string}` }>;
type Notices = readonly NoticeState[];

/** A notice that was handed over (Art. 13(3)); the first time counts. */
export function noticeDelivered(notices: Notices, event: Notice): Notices | undefined {
  if (notices.some((it) => it.version === event.version)) return undefined;
  return Object.freeze([
    ...notices,
    Object.freeze({ version: event.version, deliveredAt: event.at }),
  ]);
}

/** A notice that was accepted; whoever accepts it has been given it. */
export function noticeAccepted(notices: Notices, event: Notice): Notices | undefined {
  const before = notices.find((it) => it.version === event.version);
  if (before?.acceptedAt !== undefined) return undefined;
  const entry = Object.freeze({
    version: event.version,
    deliveredAt: before?.deliveredAt ?? event.at,
    acceptedAt: event.at,
  });
  return Object.freeze([...notices.filter((it) => it !== before), entry]);
}

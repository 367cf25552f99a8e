/** What an operator must hear of a relay: names and ids of ours, never a value and never a subject. */
export type RelayIncident =
  | {
      /** It has failed 20 times, or 40, 60 …; it stays and is tried again. Cause `event-missing`: its event is gone. */
      readonly kind: 'message-undelivered';
      readonly destination: string;
      readonly message: string;
      readonly attempts: number;
      readonly cause: string;
    }
  | {
      /** The receiver answered 410, now or earlier. Everything for it stays until `outbox.resume(name)`. */
      readonly kind: 'destination-paused';
      readonly destination: string;
    }
  | {
      /** The database does not answer; told once for each outage. */
      readonly kind: 'outbox-unreachable';
      readonly destination: string;
      readonly cause: string;
    };

/**
 * Why something failed, in a word that cannot hold a value: the code of a system error (`ECONNREFUSED`), of an SQL
 * state, or `error`. Messages of errors may quote what was sent, so none is repeated.
 */
export function causeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && CODE.test(at.code)) return at.code;
  }
  return 'error';
}

const CODE = /^[A-Z0-9][A-Z0-9_]{2,39}$/;

/** Tells the operator in the process's own warnings. */
export function warnOf(incident: RelayIncident): void {
  const { kind, destination } = incident;
  const which = 'message' in incident ? `, message ${incident.message}` : '';
  const why = 'cause' in incident ? ` (${incident.cause})` : '';
  process.emitWarning(`Outbox, destination ${destination}${which}: ${kind}${why}`, {
    code: 'LAWFUL_OUTBOX',
  });
}

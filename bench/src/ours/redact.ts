import { createPrivacy, pinoRedaction, runInside } from '@lawful/core';
import type { LoggerOptions } from 'pino';
import { models, policy } from './declarations.ts';

const privacy = createPrivacy({ policy, models, warn: () => undefined });

/** What pino takes so that its lines are redacted. */
export const redaction: LoggerOptions = pinoRedaction(privacy.redact);

/** Opens a unit of work that has seen these personal values; what runs inside it logs without them. */
export function sighting(values: readonly string[]): <T>(work: () => T) => T {
  const unit = privacy.open({ actor: { type: 'system' } });
  for (const value of values) unit.sightings.noteValue(value);
  return (work) => runInside(unit, work);
}

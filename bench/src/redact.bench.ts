import assert from 'node:assert/strict';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Bound } from './harness/bounds.ts';
import { loopOver } from './harness/loop.ts';
import { Mode, measureTable } from './harness/table.ts';
import type { Topic } from './harness/topic.ts';
import { inProcess, Role, type Variant } from './harness/variant.ts';
import { redaction, sighting } from './ours/redact.ts';
import {
  type LogLine,
  logLines,
  secrets,
  sensitivePaths,
  sightedMessage,
  sightedValues,
} from './workload/log-line.ts';

const PINO = 'pino, no redaction';
const PINO_REDACT = 'pino with its own redact, 6 paths';
const OURS = 'pino redacted by lawful';
const OURS_SIGHTED = 'the same, in a unit that has sighted 10 values';
const OURS_SIGHTING = 'the same, one line per unit: 10 values sighted for it';

const bounds: readonly Bound[] = [{ variant: OURS, bound: 1.1, of: PINO }];

/** One log line with request, answer, customer and two addresses, written to nowhere. */
export const redactTopic: Topic = {
  async run(plan) {
    const inside = sighting(sightedValues);
    const table = await measureTable(
      {
        title: 'Redacting pino',
        mode: Mode.Shared,
        unit: 'ns/op',
        base: logging(PINO, Role.Base, plainLogger),
        control: logging(`A/A: ${PINO}, again`, Role.Control, plainLogger),
        contestants: [
          redacting(PINO_REDACT, Role.Rival, pathLogger),
          redacting(OURS, Role.Ours, ourLogger),
          sightingNothing(OURS_SIGHTED, (work) => inside(work)),
          sightingNothing(OURS_SIGHTING, (work) => sighting(sightedValues)(work)),
        ],
        bounds,
      },
      { ...plan, rounds: plan.rounds * 3 },
    );
    return [table];
  },
};

type LoggerOver = (destination: DestinationStream) => Logger;

/** How a line is logged: as it is, or inside a unit of work. */
type Inside = (work: () => void) => void;

/** The same for all, without process id and host: what differs is the redaction. */
const options: LoggerOptions = { base: null };

function plainLogger(destination: DestinationStream): Logger {
  return pino(options, destination);
}

function pathLogger(destination: DestinationStream): Logger {
  return pino({ ...options, redact: [...sensitivePaths] }, destination);
}

function ourLogger(destination: DestinationStream): Logger {
  return pino({ ...options, ...redaction }, destination);
}

/** A redacting logger enters only if none of the secrets is in its lines, and what may be logged is. */
function redacting(
  name: string,
  role: Role,
  loggerOver: LoggerOver,
  inside: Inside = atOnce,
): Variant {
  const text = linesOf(loggerOver, inside);
  for (const secret of secrets) assert.ok(!text.includes(secret), `${name} leaks ${secret}`);
  for (const kept of [...HARMLESS, sightedMessage.slice(0, 8)]) {
    assert.ok(text.includes(kept), `${name} drops ${kept}`);
  }
  return logging(name, role, loggerOver, inside);
}

/** Not personal under any name: every contestant writes these. */
const HARMLESS = ['"tier":"gold"', '"url":"/orders"', '"statusCode":201'];

function sightingNothing(name: string, inside: Inside): Variant {
  const text = linesOf(ourLogger, inside);
  for (const value of sightedValues) assert.ok(!text.includes(value), `${name} leaks ${value}`);
  return redacting(name, Role.Ours, ourLogger, inside);
}

function atOnce(work: () => void): void {
  work();
}

function linesOf(loggerOver: LoggerOver, inside: Inside): string {
  const lines: string[] = [];
  const logger = loggerOver({ write: (line) => lines.push(line) });
  for (const line of logLines) inside(() => logger.info(line, sightedMessage));
  assert.equal(lines.length, logLines.length);
  for (const line of lines) assert.equal(typeof JSON.parse(line), 'object');
  return lines.join('');
}

/** Written synchronously, so that the cost of writing falls into the block that caused it. */
function logging(
  name: string,
  role: Role,
  loggerOver: LoggerOver,
  inside: Inside = atOnce,
): Variant {
  const logger = loggerOver(pino.destination({ dest: '/dev/null', sync: true }));
  const log = (line: LogLine): void => logger.info(line, sightedMessage);
  const operation =
    inside === atOnce
      ? log
      : (line: LogLine): void => inside(() => logger.info(line, sightedMessage));
  return inProcess({ name, role }, loopOver(logLines, operation));
}

import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import type { LogLevel } from './config/config.ts';

/** The levels of Nest from the least to the most talkative, as `LOG_LEVEL` names them. */
const LEVELS: readonly (readonly [LogLevel, NestLogLevel])[] = [
  ['fatal', 'fatal'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'log'],
  ['debug', 'debug'],
  ['trace', 'verbose'],
];

/** JSON lines on standard output, errors on standard error. What they may hold is for `LawfulLogger` to see to. */
export function jsonLogger(level: LogLevel): ConsoleLogger {
  const upTo = LEVELS.findIndex(([name]) => name === level);
  const logLevels = LEVELS.slice(0, upTo + 1).map(([, name]) => name);
  return new ConsoleLogger({ json: true, colors: false, logLevels });
}

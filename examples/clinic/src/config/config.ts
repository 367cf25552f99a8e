import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const HOUR_MS = 60 * 60 * 1_000;

/** How much the practice says of what it does. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A secret that the environment left out, with the variable that would set it. */
interface GeneratedSecret {
  readonly variable: 'CLINIC_SIGNING_KEY' | 'CLINIC_STAFF_TOKEN' | 'CLINIC_SECRETARY_TOKEN';
  readonly value: string;
}

/** Everything that the practice takes from its environment, read once at start. */
export interface Config {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** PostgreSQL connection string; absent, an embedded server keeps its files in {@link Config.dataDir}. */
  readonly databaseUrl: string | undefined;
  /** Directory of the embedded server, or `memory://` for one that is forgotten. */
  readonly dataDir: string;
  readonly signingKey: string;
  /** Bearer token of the practitioner. */
  readonly staffToken: string;
  /** Bearer token of the secretary. */
  readonly secretaryToken: string;
  /** Secrets made up for this run, so that they can be told to whoever started it. */
  readonly generated: readonly GeneratedSecret[];
  /** How long before an appointment its reminder is due, in milliseconds. */
  readonly remindBeforeMs: number;
  /** Base address of an OTLP/HTTP receiver. */
  readonly otlpEndpoint: string | undefined;
  readonly logLevel: LogLevel;
}

/** Reads the environment; throws one error that names every variable it cannot use, never its value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const generated: GeneratedSecret[] = [];

  const port = Number(text(env.PORT) ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT is no port number');

  const level = text(env.LOG_LEVEL) ?? 'info';
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (logLevel === undefined) faults.push(`LOG_LEVEL is none of ${LOG_LEVELS.join(', ')}`);

  const hours = Number(text(env.CLINIC_REMIND_BEFORE) ?? '24');
  if (!Number.isFinite(hours) || hours < 0) faults.push('CLINIC_REMIND_BEFORE is no time in hours');

  const databaseUrl = text(env.DATABASE_URL);
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL does not begin with postgres://');
  }
  const otlpEndpoint = text(env.OTEL_EXPORTER_OTLP_ENDPOINT);
  if (otlpEndpoint !== undefined && !/^https?:\/\//.test(otlpEndpoint)) {
    faults.push('OTEL_EXPORTER_OTLP_ENDPOINT does not begin with http:// or https://');
  }
  if (faults.length > 0) throw new Error(`The environment cannot be used: ${faults.join('; ')}`);

  const secret = (variable: GeneratedSecret['variable']) => {
    const given = text(env[variable]);
    if (given !== undefined) return given;
    const value = randomBytes(32).toString('base64url');
    generated.push({ variable, value });
    return value;
  };

  return {
    host: text(env.HOST) ?? '127.0.0.1',
    port,
    databaseUrl,
    dataDir: text(env.DATA_DIR) ?? fileURLToPath(new URL('../../.data', import.meta.url)),
    signingKey: secret('CLINIC_SIGNING_KEY'),
    staffToken: secret('CLINIC_STAFF_TOKEN'),
    secretaryToken: secret('CLINIC_SECRETARY_TOKEN'),
    generated,
    remindBeforeMs: hours * HOUR_MS,
    otlpEndpoint,
    logLevel: logLevel ?? 'info',
  };
}

/** An empty variable is an absent one. */
function text(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

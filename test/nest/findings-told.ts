import { type Finding, isPrivacyError } from '@lawful/core';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect } from 'vitest';
import { type Application, QUIET } from './serving.ts';

/** Nest's own log: the warnings in it. */
export function listening(): {
  readonly warnings: string[];
  readonly create: NonNullable<Application['create']>;
} {
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const logger: LoggerService = {
    log: ignore,
    error: ignore,
    warn: (message: unknown, context: unknown) => {
      if (context === 'PrivacyModule') warnings.push(String(message));
    },
  };
  return {
    warnings,
    create: (module, adapter) => NestFactory.create(module, adapter, { ...QUIET, logger }),
  };
}

/** An error of ours, with its findings. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly findings: readonly Finding[];
}

/** What an application refuses to start with. */
export async function refusalOf(starting: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await starting.then(
    () => expect.fail('it has started'),
    (thrown: unknown) => thrown,
  );
  if (!isPrivacyError(error)) throw error;
  const { code, message, details } = error;
  return { code, message, findings: (details.findings ?? []).filter(isFinding) };
}

function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'severity' in value;
}

/** Code and place of a finding. */
export function namedPlace({ code, place }: Finding): string {
  return `${code} ${place}`;
}

import { PrivacyModule } from '@lawful/nest';
import type { INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createWorld, type World } from '../scenarios/world.ts';
import { optionsFor, QUIET } from './serving.ts';

/** An application that nobody reaches by HTTP: providers, crons, workers. */
export interface Surgery {
  readonly world: World;
  readonly app: INestApplicationContext;
  /** What the application was told of errors, as a log would have it. */
  readonly told: string[];
  /** Purpose, outcome and reason of every decision so far. */
  decisions(): Promise<readonly (readonly [string | undefined, string, string])[]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an application of these modules and providers, with or without the privacy layer. */
export async function open(
  { imports = [], ...metadata }: ModuleMetadata,
  { world = createWorld(), withPrivacy = true } = {},
): Promise<Surgery> {
  const told: string[] = [];
  const privacyModule = PrivacyModule.forRoot({
    ...optionsFor(world),
    onError: (error) => void told.push(JSON.stringify(error)),
  });
  const app = await NestFactory.createApplicationContext(
    {
      module: class Practice {},
      ...metadata,
      imports: withPrivacy ? [privacyModule, ...imports] : imports,
    },
    QUIET,
  );
  return {
    world,
    app,
    told,
    decisions: () => decisionsIn(world),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      world.end();
    },
  };
}

/** Purpose, outcome and reason of every decision that the ledger of a world has accepted. */
export async function decisionsIn(
  world: World,
): Promise<readonly (readonly [string | undefined, string, string])[]> {
  const records = await world.records();
  return records
    .filter(({ kind }) => kind === 'decision')
    .map(({ purpose, outcome, reason }) => [purpose, outcome, reason]);
}

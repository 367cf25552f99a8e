import type { Finding } from '@lawful/core';
import type { ApplicationConfig, HttpAdapterHost, ModuleRef, ModulesContainer } from '@nestjs/core';
import type { NestRequest } from './exchange.ts';
import { noteForeignErrors } from './foreign-errors.ts';
import type { ClassType } from './nest-metadata.ts';
import type { NestPrivacy } from './nest-privacy.ts';
import { disown, ownClass, ownInstance } from './owners.ts';
import { scan } from './scan.ts';
import { shapeReplies } from './shaped-replies.ts';

/** What was found in the classes of an application, and how to let go of them when it is closed. */
export interface Claim {
  readonly findings: readonly Finding[];
  release(): void;
}

/** Scans every class of an application and notes whose it is. */
export function claimClasses(lawful: NestPrivacy, modules: ModulesContainer): Claim {
  const classes = classesOf(modules);
  const findings = scan(lawful, classes);
  for (const type of classes) ownClass(type, lawful);
  return {
    findings,
    release: () => {
      for (const type of classes) disown(type, lawful);
    },
  };
}

/** Notes which instances belong to which application, where one process has several of the same classes. */
export function claimInstances(lawful: NestPrivacy, modules: ModulesContainer): void {
  for (const module of modules.values()) {
    for (const { instance } of [...module.controllers.values(), ...module.providers.values()]) {
      if (typeof instance === 'object' && instance !== null) ownInstance(instance, lawful);
    }
  }
}

/** The configuration of an application. Nest injects it nowhere, and its own filters are found there. */
export function configOf(moduleRef: ModuleRef): ApplicationConfig {
  const { applicationConfig } = moduleRef['container'];
  if (applicationConfig === undefined)
    throw new TypeError('an application of Nest without a configuration');
  return applicationConfig;
}

/** Opens the unit of work around everything that answers a request, and answers `/.well-known/gpc.json`. */
export function mountAt(adapter: HttpAdapterHost['httpAdapter'], lawful: NestPrivacy): void {
  if (adapter.getType() === 'fastify') {
    // Not earlier: what comes after a body that was read is called by the connection, outside any context.
    adapter
      .getInstance()
      .addHook('preValidation', (request: NestRequest, _reply: unknown, done: () => void) =>
        lawful.inside(request, done),
      );
  } else {
    adapter.use((request: NestRequest, _response: unknown, next: () => void) =>
      lawful.inside(request, next),
    );
  }
  noteForeignErrors(adapter, lawful);
  shapeReplies(adapter);
  adapter.get('/.well-known/gpc.json', (_request: unknown, response: unknown) => {
    adapter.setHeader(response, 'Content-Type', 'application/json');
    adapter.reply(response, JSON.stringify(lawful.privacy.gpc()), 200);
  });
}

function classesOf(modules: ModulesContainer): readonly ClassType[] {
  const classes = new Set<unknown>();
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) classes.add(metatype);
    // A factory is a function too, and no class; `inject` tells.
    for (const { metatype, inject } of module.providers.values())
      if (inject == null) classes.add(metatype);
  }
  return [...classes].filter(isClass);
}

function isClass(type: unknown): type is ClassType {
  return (
    typeof type === 'function' && typeof type.prototype === 'object' && type.prototype !== null
  );
}

import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import {
  Body,
  Controller,
  type DynamicModule,
  Get,
  HttpCode,
  type INestApplication,
  Module,
  Post,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

export type Platform = 'express' | 'fastify';

/** What the one handler of an application does. */
export interface Handler {
  readonly verb: 'GET' | 'POST';
  readonly path: string;
  give(body: unknown): unknown;
}

/** What is mounted around the handler. */
export interface Mounted {
  readonly imports?: readonly DynamicModule[];
  /** Decorators of the handler. */
  readonly decorators?: readonly MethodDecorator[];
  /** The class of the body, for a validation pipe. */
  readonly body?: unknown;
  use?(app: INestApplication): void;
}

/** An application of Nest with one handler. Decorators are called by hand: they are functions. */
export async function startNest(
  platform: Platform,
  { verb, path, give }: Handler,
  { imports = [], decorators = [], body = Object, use }: Mounted,
): Promise<RequestListener> {
  class OneController {
    handle(taken: unknown): unknown {
      return give(taken);
    }
  }
  const { prototype } = OneController;
  for (const decorate of [verb === 'GET' ? Get(path) : Post(path), HttpCode(200), ...decorators]) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, 'handle');
    if (descriptor === undefined) throw new TypeError('no handler');
    decorate(prototype, 'handle', descriptor);
    Object.defineProperty(prototype, 'handle', descriptor);
  }
  if (verb === 'POST') {
    Body()(prototype, 'handle', 0);
    Reflect.defineMetadata('design:paramtypes', [body], prototype, 'handle');
  }
  Controller()(OneController);
  class OneModule {}
  Module({ imports: [...imports], controllers: [OneController] })(OneModule);
  const adapter = platform === 'express' ? new ExpressAdapter() : new FastifyAdapter();
  const app = await NestFactory.create(OneModule, adapter, { logger: ['error'] });
  use?.(app);
  await app.init();
  const instance = app.getHttpAdapter().getInstance();
  if (platform === 'express') return instance;
  await instance.ready();
  return (request, response) => instance.routing(request, response);
}

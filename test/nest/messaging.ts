import type { AddressInfo, Server } from 'node:net';
import { PrivacyModule } from '@lawful/nest';
import type { INestMicroservice, ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type ClientProxy,
  ClientProxyFactory,
  type TcpClientOptions,
  type TcpOptions,
  Transport,
} from '@nestjs/microservices';
import { ExpressAdapter } from '@nestjs/platform-express';
import { createWorld, type World } from '../scenarios/world.ts';
import { optionsFor, QUIET } from './serving.ts';

/** An application that answers messages over TCP, and somebody who sends them. */
export interface Messaging {
  readonly world: World;
  readonly client: ClientProxy;
  /** What the application was told of errors, as a log would have it. */
  readonly told: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** How an application comes to answer messages. */
export type Kind = 'beside HTTP' | 'beside HTTP, on its own' | 'alone';

const OPTIONS: TcpOptions = { transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } };

/** Starts an application that answers messages. */
export async function answerMessages(kind: Kind, metadata: ModuleMetadata): Promise<Messaging> {
  const world = createWorld();
  const told: string[] = [];
  const privacyModule = PrivacyModule.forRoot({
    ...optionsFor(world),
    onError: (error, { status }) => void told.push(JSON.stringify({ status, error })),
  });
  const module = { module: class Practice {}, ...metadata, imports: [privacyModule] };
  const { service, close } = await START[kind](module);
  const { port } = addressOf(service);
  const options: TcpClientOptions = {
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port },
  };
  const client = ClientProxyFactory.create(options);
  await client.connect();
  return {
    world,
    client,
    told,
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await close();
      world.end();
    },
  };
}

interface Started {
  readonly service: INestMicroservice;
  close(): Promise<void>;
}

type Start = (module: Parameters<typeof NestFactory.create>[0]) => Promise<Started>;

const hybrid =
  (inheritAppConfig: boolean): Start =>
  async (module) => {
    const app = await NestFactory.create(module, new ExpressAdapter(), QUIET);
    const service = app.connectMicroservice<TcpOptions>(OPTIONS, { inheritAppConfig });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    return { service, close: () => app.close() };
  };

const START: Readonly<Record<Kind, Start>> = {
  'beside HTTP': hybrid(true),
  'beside HTTP, on its own': hybrid(false),
  alone: async (module) => {
    const service = await NestFactory.createMicroservice<TcpOptions>(module, {
      ...QUIET,
      ...OPTIONS,
    });
    await service.listen();
    return { service, close: () => service.close() };
  },
};

function addressOf(service: INestMicroservice): AddressInfo {
  const address = service.unwrap<Server>().address();
  if (address === null || typeof address === 'string') throw new TypeError('no port was opened');
  return address;
}

import 'reflect-metadata';
import { createPrivacy, definePolicy } from '@lawful/core';
import { PrivacyModule, Processing, Returns } from '@lawful/nest';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiProperty,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { describe, expect, test } from 'vitest';
import { type Application, PLATFORMS, serve } from './serving.ts';

const policy = definePolicy({
  version: '1',
  effectiveFrom: '2026-09-01',
  controller: { name: 'Acme', address: '1 rue de la Paix', contact: 'mailto:dpo@acme.example' },
  supervisoryAuthority: 'CNIL',
  purposes: {
    care: {
      is: 'dpv:ServiceProvision',
      legalBasis: 'contract',
      retention: { startEvent: 'care.ended', duration: 'P1Y', action: 'erase' },
    },
    newsletter: {
      is: 'dpv:DirectMarketing',
      legalBasis: 'consent',
      channel: 'email',
      retention: { startEvent: 'consent.ended', duration: 'P0D', action: 'erase' },
    },
  },
});
const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = policy.declare();

class Address {
  @ApiProperty({ example: 'Rennes' })
  @PersonalData({ category: 'pd:City', purpose: 'care' })
  city!: string;
}

class Person {
  @ApiProperty({ format: 'email', description: 'Where we write to' })
  @PersonalData({ category: 'pd:EmailAddress', purpose: ['care', 'newsletter'] })
  email!: string;

  @ApiProperty({ type: [String] })
  @PersonalData({ category: 'pd:Interest', purpose: 'newsletter' })
  interests!: string[];
}

@DataSubject('dpv:Patient')
class Patient extends Person {
  @ApiProperty() @SubjectId() id!: string;
  @ApiProperty() @NotPersonal() tariff!: string;
  @ApiProperty() @Nested(() => Address) address!: Address;
  /** Declared, and not described: swagger does not show it. */
  @PersonalData({ category: 'pd:BirthDate', purpose: 'care' }) birthDate!: string;
}

/** Inherits the same description, and declares more of it. */
@DataSubject('dpv:Customer')
class Subscriber extends Person {
  @ApiProperty()
  @PersonalData({ category: 'pd:Name', purpose: 'newsletter' })
  name!: string;
}

/** Described by the compiler plugin, as `nest build` leaves it behind. */
@DataSubject('dpv:Patient')
class Read {
  @PersonalData({ category: 'pd:Name', purpose: 'care' }) name!: string;
  @NotPersonal() tariff!: string;
  static _OPENAPI_METADATA_FACTORY(): object {
    return {
      name: { required: true, type: () => String, minLength: 2 },
      tariff: { required: true, type: () => String },
    };
  }
}

/** Described, and no model. */
class Tool {
  @ApiProperty() name!: string;
}

@Controller('patients')
class Patients {
  @Processing('care')
  @Returns(Patient)
  @ApiOkResponse({ type: Patient })
  @Get('me')
  me(): object {
    return {};
  }
  @Processing('care', { undeclared: 'refuse' })
  @Returns('nothing')
  @Post()
  add(@Body() _patient: Patient): void {}
  @Processing('newsletter')
  @Returns('nothing')
  @HttpCode(202)
  @Post('subscribers')
  subscribe(@Body() _subscriber: Subscriber): void {}
  @Processing('care')
  @Returns('nothing')
  @Get('found')
  find(@Query() _address: Address): void {}
  @Processing('care')
  @Returns('nothing')
  @ApiNotFoundResponse({ description: 'Nobody' })
  @Get('gone')
  gone(): void {}
  @Processing('care')
  @Returns('nothing')
  @ApiForbiddenResponse({ description: 'Mine' })
  @Get('own')
  own(): void {}
  @Get('tools') @ApiOkResponse({ type: Tool }) tools(): object {
    return {};
  }
  @Get('plain') plain(): object {
    return {};
  }
}

/** Its handlers are described by the plugin, too. */
@ApiForbiddenResponse({ description: 'Ours' })
@Controller('described')
class Described {
  @Processing('care') @Returns(Read) @Get() one(): object {
    return {};
  }
}

@Controller('read')
class ReadByPlugin {
  @Processing('care') @Returns(Read) @Get() one(): object {
    return {};
  }
  static _OPENAPI_METADATA_FACTORY(): object {
    return { one: { summary: 'One', type: Read } };
  }
}

const privacyModule = PrivacyModule.forRoot({
  privacy: createPrivacy({
    policy,
    models: [Patient, Subscriber, Read],
    warn: () => undefined,
  }),
  subject: () => 'p1',
  rights: { authorise: () => undefined },
});
const application: Application = {
  privacyModule,
  controllers: [Patients, Described, ReadByPlugin],
};

const care = { purposes: ['care'], legalBases: ['eu-gdpr:A6-1-b'] };

describe.each(PLATFORMS)('The API description of Nest on %s', (_name, platform) => {
  test('says of every personal field what it is, what for and on which basis', async () => {
    const { components } = await documentOf(platform);
    expect(components?.schemas).toMatchObject({
      Patient: {
        properties: {
          email: {
            type: 'string',
            format: 'email',
            description: 'Where we write to',
            'x-personal-data': {
              category: 'pd:EmailAddress',
              purposes: ['care', 'newsletter'],
              legalBases: [expect.any(String), expect.any(String)],
            },
          },
          interests: {
            type: 'array',
            items: { type: 'string' },
            'x-personal-data': { category: 'pd:Interest', purposes: ['newsletter'] },
          },
          address: { $ref: '#/components/schemas/Address' },
        },
        required: ['email', 'interests', 'id', 'tariff', 'address'],
      },
      Address: {
        properties: {
          city: { type: 'string', example: 'Rennes', 'x-personal-data': { category: 'pd:City' } },
        },
      },
      Read: {
        properties: {
          name: { type: 'string', minLength: 2, 'x-personal-data': { category: 'pd:Name' } },
          tariff: { type: 'string' },
        },
        required: ['name', 'tariff'],
      },
    });
    const told = JSON.stringify(components?.schemas);
    expect(told).not.toContain('birthDate');
    expect(told.split('x-personal-data')).toHaveLength(1 + 2 + 1 + 3 + 1);
    expect(propertyOf(components, 'Patient', 'tariff')).toEqual({ type: 'string' });
    expect(propertyOf(components, 'Tool', 'name')).toEqual({ type: 'string' });
    expect(propertyOf(components, 'Address', 'city')).toMatchObject({ 'x-personal-data': care });
  });

  test('says of a guarded operation how it is refused, and of others nothing', async () => {
    const { paths } = await documentOf(platform);
    const refusal = {
      content: { 'application/problem+json': { schema: { type: 'object' } } },
      description: expect.stringContaining('RFC 9457'),
    };
    const answers = Object.fromEntries(
      Object.entries(paths).map(([path, { get, post }]) => [path, (get ?? post)?.responses]),
    );
    expect(answers).toMatchObject({
      '/patients/me': { 200: { content: { 'application/json': {} } }, 403: refusal },
      '/patients': { 201: { description: '' }, 403: refusal },
      '/patients/subscribers': { 202: { description: '' }, 403: refusal },
      '/patients/found': { 200: { description: '' }, 403: refusal },
      '/patients/gone': { 404: { description: 'Nobody' }, 403: refusal },
      '/patients/own': { 403: { description: 'Mine' } },
      '/described': { 403: { description: 'Ours' } },
      '/read': {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Read' } } } },
        403: refusal,
      },
    });
    expect(answers['/patients/tools']).not.toHaveProperty('403');
    expect(answers['/patients/plain']).toEqual({ 200: { description: '' } });
    expect(paths['/patients/found']?.get?.parameters).toMatchObject([
      { name: 'city', in: 'query', 'x-personal-data': { category: 'pd:City' } },
    ]);
  });

  test('is the same whether the application was started once or twice', async () => {
    expect(await documentOf(platform)).toEqual(await documentOf(platform));
  });
});

test('A class above a model is described as before', () => {
  const said = (type: { readonly prototype: object }): unknown =>
    Reflect.getOwnMetadata('swagger/apiModelProperties', type.prototype, 'email');
  expect(said(Person)).not.toHaveProperty('x-personal-data');
  expect(said(Patient)).toHaveProperty('x-personal-data');
});

test('A model that swagger does not describe is left as it is', async () => {
  class Bare {
    @SubjectId() id!: string;
    @PersonalData({ category: 'pd:Name', purpose: 'care' }) name!: string;
  }
  DataSubject('dpv:Patient')(Bare);
  @Controller()
  class Bares {
    @Processing('care') @Returns(Bare) @Get('bare') one(): object {
      return { id: 'p1', name: 'x', other: 1 };
    }
  }
  const privacy = createPrivacy({ policy, models: [Bare], warn: () => undefined });
  await using serving = await serve('express', {
    privacyModule: PrivacyModule.forRoot({
      privacy,
      subject: () => 'p1',
      rights: { authorise: () => undefined },
    }),
    controllers: [Bares],
  });
  expect(await serving.ask('GET', '/bare')).toMatchObject({ text: '{"id":"p1","name":"x"}' });
  const keys = Reflect.getMetadataKeys(Bare.prototype, 'name').map(String);
  expect(keys.filter((it) => it.startsWith('swagger/'))).toEqual([]);
});

async function documentOf(platform: 'express' | 'fastify'): Promise<OpenAPIObject> {
  await using serving = await serve(platform, application);
  return SwaggerModule.createDocument(serving.app, new DocumentBuilder().build());
}

function propertyOf(components: OpenAPIObject['components'], model: string, key: string): unknown {
  return Reflect.get(Object(Reflect.get(Object(components?.schemas?.[model]), 'properties')), key);
}

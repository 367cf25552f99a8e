import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Describes the interface at `/docs`: for people, and as OpenAPI at `/docs-json`. */
export function describeAt(path: string, app: INestApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Cabinet médical du Port')
    .setDescription('A medical practice whose health data obeys its privacy policy.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup(path, app, () => SwaggerModule.createDocument(app, description));
}

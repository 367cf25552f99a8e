import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('A purpose that is misspelt does not compile once the application has registered its own', async () => {
  const folder = await mkdtemp(join(import.meta.dirname, '.types-'));
  try {
    await writeFile(join(folder, 'registered.ts'), REGISTERED);
    const config = { extends: '../../tsconfig.json', files: ['registered.ts'], include: [] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch(
      (error: unknown) => ({ stdout: String(Reflect.get(Object(error), 'stdout')) }),
    );
    // The lines that are marked, and no others.
    const lines = [...stdout.matchAll(/registered\.ts\((\d+),\d+\): error/g)].map(([, at]) => at);
    const wrong = REGISTERED.split('\n').flatMap((line, at) =>
      line.endsWith('// wrong') ? [String(at + 1)] : [],
    );
    expect(wrong).toHaveLength(4);
    expect(lines).toEqual(wrong);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

const REGISTERED = `import { Controller, Get } from '@nestjs/common';
import { type PrivacyService, Processing, Returns } from '@lawful/nest';
import type { Purpose } from '../../scenarios/policy.ts';

declare module '@lawful/nest' {
  interface Register {
    purpose: Purpose;
  }
}

@Processing('membership')
@Controller()
export class Right {
  @Processing({ among: ['membership', 'booking'], by: (request) => request.query })
  @Returns('nothing')
  @Get()
  one(): void {}
  @Processing('memberschip') // wrong
  two(): void {}
  @Processing({ among: ['bookings'], by: () => 'bookings' }) // wrong
  three(): void {}
}

@Processing('memberships') // wrong
@Controller()
export class Wrong {}

export const run = (privacy: PrivacyService) => [
  privacy.run({ purpose: 'newsletter', subject: 'anna' }, () => 1),
  privacy.run({ purpose: 'news', subject: 'anna' }, () => 1), // wrong
];
`;

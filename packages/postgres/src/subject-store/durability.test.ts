import { PGlite } from '@electric-sql/pglite';
import { afterEach, expect, test, vi } from 'vitest';
import { postgresSubjectStore } from './subject-store.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('embedded PGlite is refused in production: what it acknowledges may not survive a crash', async () => {
  const pglite = new PGlite();
  vi.stubEnv('NODE_ENV', 'production');
  expect(() => postgresSubjectStore(pglite)).toThrow(
    expect.objectContaining({ code: 'store-not-durable' }),
  );
  await pglite.close();
});

test('elsewhere it says what it is', async () => {
  const pglite = new PGlite();
  const { volatile } = postgresSubjectStore(pglite);
  expect(volatile).toBe(true);
  await pglite.close();
  const onDisk = Object.assign(Object.create(pglite), { dataDir: '/var/lib/shop' }) as PGlite;
  expect(postgresSubjectStore(onDisk)).toMatchObject({
    volatile: false,
    warning: expect.stringContaining('never waits for the disk'),
  });
});

test('a database that was never migrated is refused with what to do', async () => {
  const pglite = new PGlite();
  const store = postgresSubjectStore(pglite);
  await expect(store.ready()).rejects.toMatchObject({ code: 'store-schema-behind' });
  await expect(store.read('anna')).rejects.toMatchObject({ code: 'store-schema-behind' });
  await pglite.close();
});

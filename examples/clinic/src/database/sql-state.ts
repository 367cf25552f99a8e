import { QueryFailedError } from 'typeorm';

/** Why the database refused a row: `unique` for one that is there already, `missing` for one that names nobody. */
export function refusedBy(error: unknown): 'unique' | 'missing' | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const code: unknown = Reflect.get(error.driverError, 'code');
  if (code === '23505') return 'unique';
  return code === '23503' ? 'missing' : undefined;
}

import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Plan } from '../harness/plan.ts';
import type { NotRun } from '../harness/table.ts';

/** Names other numbers of subjects, smallest first, between commas. */
const SIZES_VARIABLE = 'LAWFUL_BENCH_SUBJECTS';

/** What is promised is promised up to here. */
const PROMISED = 10_000_000;

/** States, events and their indexes, for one subject. Bytes. */
const ON_DISK = 1_300;
/** The log of the server, and what it needs to start. Bytes. */
const BESIDE = 8e9;

/** How many subjects to measure with, and what is left out. */
export interface Sizes {
  readonly sizes: readonly number[];
  readonly notRun: readonly NotRun[];
}

/** Ten thousand and a million; ten million where somebody asks for them, for they take their time and ten gigabytes. */
export async function sizesFor({ name }: Plan): Promise<Sizes> {
  const wanted = process.env[SIZES_VARIABLE]?.split(',').map(Number);
  if (wanted?.some((size) => !Number.isSafeInteger(size) || size < 1_000)) {
    throw new RangeError(`${SIZES_VARIABLE} takes whole numbers from 1000, between commas`);
  }
  const sizes = wanted ?? (name === 'full' ? [10_000, 1_000_000] : [1_000, 20_000]);
  const { bavail, bsize } = await statfs(tmpdir());
  const fitting = sizes.filter((_, at) => {
    const needed = sizes.slice(0, at + 1).reduce((total, size) => total + size * ON_DISK, BESIDE);
    return needed <= bavail * bsize;
  });
  const left = sizes.filter((size) => !fitting.includes(size));
  const notRun = left.map((size) => ({ name: nameOf(size), reason: 'the disk has no room' }));
  if (!sizes.includes(PROMISED)) {
    const reason = `takes minutes and ten gigabytes; set ${SIZES_VARIABLE}=10000,1000000,${PROMISED}`;
    notRun.push({ name: nameOf(PROMISED), reason });
  }
  return { sizes: fitting, notRun };
}

/** `10,000 subjects`. */
export function nameOf(size: number): string {
  return `${size.toLocaleString('en')} subjects`;
}

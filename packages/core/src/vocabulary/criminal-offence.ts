import { isA } from './ancestors.ts';
import type { CategoryId } from './generated/category.ts';

/** Whether a category relates to criminal convictions or offences, so that Art. 10 must allow it. */
export function isCriminalOffence(category: CategoryId): boolean {
  return isA(category, 'pd:Criminal');
}

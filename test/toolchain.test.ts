import * as core from '@lawful/core';
import { expect, test } from 'vitest';

test('runs on the Node.js that the lockfile names, from the sources of the packages', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(22);
  expect(Object.keys(core).length).toBeGreaterThan(0);
});

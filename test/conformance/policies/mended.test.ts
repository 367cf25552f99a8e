import { expect, test } from 'vitest';
import { bootErrors } from '../boot.ts';
import { bsoftMended } from './bsoft/mended.ts';
import { bsoft } from './bsoft/policy.ts';
import { luximMended } from './luxim/mended.ts';
import { luxim } from './luxim/policy.ts';
import { oksigenMended } from './oksigen/mended.ts';
import { oksigen } from './oksigen/policy.ts';
import { orusbijoux } from './orusbijoux.ts';
import { orusbijouxMended } from './orusbijoux-mended.ts';
import { unnamedPublisherMended } from './unnamed-publisher/mended.ts';
import { unnamedPublisher } from './unnamed-publisher/policy.ts';

test.each([
  ['S0', orusbijoux, orusbijouxMended],
  ['S1', unnamedPublisher, unnamedPublisherMended],
  ['S2', luxim, luximMended],
  ['S3', bsoft, bsoftMended],
  ['S4', oksigen, oksigenMended],
])(
  'no application starts under the text of policy %s, and one does once it is mended',
  (_id, text, mended) => {
    expect(bootErrors(text)).not.toEqual([]);
    expect(bootErrors(mended)).toEqual([]);
  },
);

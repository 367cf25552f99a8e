import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flawOfAct } from './unambiguous.ts';

test.each([
  ['scroll', 'implied'],
  ['Scrolling', 'implied'],
  ['scroll#footer', 'implied'],
  ['implied consent', 'implied'],
  ['IMPLIED', 'implied'],
  ['ｉｍｐｌｉｅｄ', 'implied'],
  ['continued-use', 'implied'],
  ['use_of_site', 'implied'],
  ['Use of the site', 'implied'],
  ['silence', 'implied'],
  ['browser settings', 'implied'],
  ['opt-out', 'implied'],
  ['preticked#newsletter', 'preticked'],
  ['pre-ticked box', 'preticked'],
  ['default', 'preticked'],
  ['terms', 'bundled'],
  ['checkbox#terms-and-conditions', 'bundled'],
  ['CGU', 'bundled'],
  ['registration', 'bundled'],
] as const)('%s is no clear affirmative act', (act, reason) => {
  expect(flawOfAct(act)).toBe(reason);
});

test.each([
  'checkbox#newsletter',
  'toggle:analytics',
  'button#accept-all',
  'spoken yes on the telephone',
  'signature',
  'switch#scroll-animations',
  'reply to the e-mail',
  'double opt-in link',
])('%s can be one', (act) => {
  expect(flawOfAct(act)).toBeUndefined();
});

test('whatever is sent is judged without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (act) => {
      expect([undefined, 'implied', 'preticked', 'bundled']).toContain(flawOfAct(act));
    }),
  );
});

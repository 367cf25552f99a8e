import { PrivacyError } from '@lawful/core';
import { expect, test } from 'vitest';
import { CommandFailed, EXIT } from './command-failed.ts';
import { explain } from './explain.ts';

const SECRET = 'correct-horse';
const coded = (code: string) => Object.assign(new Error(SECRET), { code });

test.each([
  ['an answer of the database', coded('42P01'), 'database-refused', EXIT.failed],
  ['a server that is down', coded('ECONNREFUSED'), 'database-unreachable', EXIT.failed],
  ['a name without an address', coded('ENOTFOUND'), 'database-unreachable', EXIT.failed],
  [
    'several addresses that are down',
    new AggregateError([coded('ECONNREFUSED')], SECRET),
    'database-unreachable',
    EXIT.failed,
  ],
  ['a silent server', new Error(`timeout ${SECRET}`), 'database-unreachable', EXIT.failed],
  ['an address that is none', coded('ERR_INVALID_URL'), 'database-url-malformed', EXIT.usage],
  ['anything else', new TypeError(SECRET), 'unexpected', EXIT.failed],
  ['what is no error', SECRET, 'unexpected', EXIT.failed],
])('%s is explained by a code, without the words of the driver', (_, error, code, exitCode) => {
  const { lines, exitCode: ended } = explain(error);
  expect(lines[0]).toMatch(new RegExp(`^lawful: ${code}: `));
  expect(lines.join('\n')).not.toContain(SECRET);
  expect(ended).toBe(exitCode);
});

test('a coded error keeps its code and its remedy', () => {
  const error = new PrivacyError('store-schema-ahead', { what: 'version 9' });
  expect(explain(error)).toEqual({
    lines: [`lawful: store-schema-ahead: ${error.message}`, `  ${error.help}`],
    exitCode: EXIT.failed,
  });
});

test('a command says itself how it ends', () => {
  const error = new CommandFailed('rows-rejected', 'two rows', 'Mend them.', EXIT.usage);
  expect(explain(error)).toEqual({
    lines: ['lawful: rows-rejected: two rows', '  Mend them.'],
    exitCode: EXIT.usage,
  });
});

import { expect, test } from 'vitest';
import { createSink } from '../../fixtures/remembering-sink.ts';
import { writeAnswer } from './write-answer.ts';

test('a text is written whole, and headers of another body do not stay', async () => {
  const { sink, written, write } = given();
  sink.setHeader('content-length', '7');
  sink.setHeader('etag', '"of another body"');
  sink.setHeader('x-own', 'stays');
  await write('text');
  expect([sink.statusCode, written]).toEqual([418, ['text', 'END']]);
  expect(Object.fromEntries(sink.headers)).toEqual({
    'x-own': 'stays',
    'content-type': 'text/plain',
  });
});

test('a cookie is set beside those that the application has set', async () => {
  const { sink, write } = given({ 'Set-Cookie': 'ours=1' });
  await write('text');
  expect(sink.getHeader('set-cookie')).toBe('ours=1');
  for (const theirs of ['theirs=1', ['theirs=1', 'theirs=2']]) {
    const another = given({ 'Set-Cookie': 'ours=1' });
    another.sink.setHeader('set-cookie', theirs);
    await another.write('text');
    expect(another.sink.getHeader('set-cookie')).toEqual([theirs, 'ours=1'].flat());
  }
});

test('pieces are written one after the other', async () => {
  const { written, write } = given();
  await write(pieces('a', 'b'));
  expect(written).toEqual(['a', 'b', 'END']);
});

test('no pieces are an empty answer', async () => {
  const { sink, written, write } = given();
  await write(pieces());
  expect([sink.statusCode, written]).toEqual([418, ['END']]);
});

test('a body that fails before its first piece has left no trace, and can be answered with a problem', async () => {
  const { sink, written, write, failures } = given();
  const error = new Error('no source');
  await write(pieces(error));
  expect([sink.statusCode, sink.headers.size, sink.destroyed, written]).toEqual([
    200,
    0,
    false,
    [],
  ]);
  expect(failures).toEqual([error]);
});

test('a body that breaks off destroys the connection', async () => {
  const { sink, written, write, failures } = given();
  await write(pieces('a', new Error('source gone')));
  expect([written, sink.destroyed, failures]).toEqual([['a'], true, []]);
});

test('when the reader has gone, the source is closed', async () => {
  const { sink, written, write } = given();
  let closed = false;
  async function* source(): AsyncGenerator<string> {
    try {
      yield 'a';
      yield 'b';
      sink.destroyed = true;
      yield 'c';
      yield 'd';
    } finally {
      closed = true;
    }
  }
  await write(source());
  expect([closed, written]).toEqual([true, ['a', 'b']]);
});

function given(more: Readonly<Record<string, string>> = {}) {
  const sink = createSink();
  const written: string[] = [];
  const failures: unknown[] = [];
  const writer = {
    write: (piece: string) => {
      sink.headersSent = true;
      written.push(piece);
      return true;
    },
    end: (text?: string) => written.push(...(text === undefined ? [] : [text]), 'END'),
  };
  const write = async (body: string | AsyncIterable<string>): Promise<void> => {
    const headers = { 'Content-Type': 'text/plain', ...more };
    writeAnswer(sink, writer, { status: 418, headers, body }, (error) => failures.push(error));
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { sink, written, failures, write };
}

async function* pieces(...given: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const piece of given) {
    if (piece instanceof Error) throw piece;
    // A source takes its time.
    await new Promise((resolve) => setImmediate(resolve));
    yield piece;
  }
}

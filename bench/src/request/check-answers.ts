import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { listen } from '../harness/listen.ts';
import type { Route } from './routes.ts';

/** Nobody is measured who answers something else than the others, and Lawful not unless it refuses too. */
export async function checkAnswers(route: Route, stacks: readonly string[]): Promise<void> {
  const listenerFor = await route.open();
  for (const stack of stacks) {
    const { status, body } = await answerOf(await listenerFor(stack), route.request);
    assert.equal(status, 200, `${stack} refuses`);
    assert.partialDeepStrictEqual(body, route.answer, `${stack} answers something else`);
  }
  const refusal = await answerOf(await listenerFor('lawful'), route.refused);
  assert.equal(refusal.status, 403, 'lawful permits what it must refuse');
}

async function answerOf(listener: RequestListener, request: Buffer) {
  const server = await listen(listener);
  try {
    const [head = '', body = ''] = request.toString().split('\r\n\r\n');
    const [first = '', ...headers] = head.split('\r\n');
    const [method = '', path = ''] = first.split(' ');
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: headers.map((line): [string, string] => {
        const [name = '', value = ''] = line.split(': ');
        return [name, value];
      }),
      ...(body === '' ? {} : { body }),
    });
    return { status: answer.status, body: await answer.json() };
  } finally {
    server.close();
  }
}

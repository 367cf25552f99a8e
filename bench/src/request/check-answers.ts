import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { listen } from '../harness/listen.ts';
import { Customer, hiddenOfCustomer, servedOfCustomer } from '../workload/customers.ts';
import { echoBody, SUBJECT_HEADER } from '../workload/echo.ts';
import { isPermitted, subjectIds, subjects } from '../workload/subjects.ts';
import type { Route } from './routes.ts';

/** Nobody is measured who answers something else than Express, minimised where that is the task. */
export async function checkAnswers(route: Route, stacks: readonly string[]): Promise<void> {
  const listenerFor = await route.open();
  for (const stack of stacks) {
    const answer = await answerOf(route, listenerFor(stack), permitted);
    const expected = route.name === 'echo' ? echoBody : expectedRow(stack);
    assert.deepEqual(answer.body, expected, `${stack} answers something else`);
  }
  const refusal = await answerOf(route, listenerFor('lawful'), refused);
  assert.equal(refusal.status, 403, 'lawful permits what it must refuse');
}

const [permitted = '', refused = ''] = [true, false].map(
  (wanted) => subjects.find((facts) => isPermitted(facts) === wanted)?.id,
);

async function answerOf(route: Route, listener: RequestListener, subject: string) {
  const server = await listen(listener);
  try {
    const [head = '', body = ''] = route.request.toString().split('\r\n\r\n');
    const [method = '', path = ''] = head.split(' ');
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', [SUBJECT_HEADER]: subject },
      ...(body === '' ? {} : { body }),
    });
    return { status: answer.status, body: await answer.json() };
  } finally {
    server.close();
  }
}

function expectedRow(stack: string): unknown {
  const hidden = stack === 'lawful' ? [] : hiddenOfCustomer;
  const row: Record<string, string> = { ...new Customer(1), id: subjectIds[1] ?? '' };
  return Object.fromEntries([...servedOfCustomer, ...hidden].map((key) => [key, row[key]]));
}

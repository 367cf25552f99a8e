import { request as ask } from 'node:http';
import { tokenOf } from '../scenarios/identity.ts';
import { PEOPLE } from '../scenarios/people.ts';
import type { World } from '../scenarios/world.ts';

const { anna } = PEOPLE;

/** What came of listening to events. */
export interface Listened {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  /** Whether the end was the end. */
  readonly whole: boolean;
}

/** Listens as Anna until the events end, or the connection. */
export async function listen(
  base: Promise<string>,
  path: string,
  world: World,
  signal?: AbortSignal,
): Promise<Listened> {
  const url = (await base) + path;
  const token = tokenOf({ type: 'member', id: anna.id }, world.now() + 60_000);
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
  return new Promise((resolve) => {
    const nothing = { status: 0, type: undefined, text: '', whole: false };
    const asked = ask(url, { headers, agent: false, ...(signal && { signal }) }, (response) => {
      let text = '';
      const { statusCode: status = 0 } = response;
      const type = response.headers['content-type']?.split(';')[0];
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('error', () => resolve({ status, type, text, whole: false }));
      response.on('end', () => resolve({ status, type, text, whole: true }));
    });
    asked.on('error', () => resolve(nothing));
    asked.end();
  });
}

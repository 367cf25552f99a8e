import { readFile } from 'node:fs/promises';
import { type Destination, type WebhookOptions, webhook } from '@lawful/postgres';
import { CommandFailed, EXIT } from './command-failed.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Reads the receivers of webhooks: a JSON array of `{ name, url, secrets, topics, tenant? }` in the file that
 * `LAWFUL_WEBHOOKS` names. Errors say where, and repeat nothing of the file, which holds secrets.
 */
export async function readWebhooks({
  env,
}: Pick<Surroundings, 'env'>): Promise<readonly Destination[]> {
  const path = env.LAWFUL_WEBHOOKS;
  if (path === undefined || path === '') throw failed('LAWFUL_WEBHOOKS is not set');
  const text = await readFile(path, 'utf8').catch(() => {
    throw failed('the file that LAWFUL_WEBHOOKS names cannot be read');
  });
  const entries = parsed(text);
  if (!Array.isArray(entries) || entries.length === 0)
    throw failed('it is no JSON array of webhooks');
  return entries.map((entry: unknown, at) => {
    if (!isWebhook(entry)) throw failed(`entry ${at} is not of that form`);
    return webhook(entry);
  });
}

function failed(what: string): CommandFailed {
  return new CommandFailed(
    'webhooks-unreadable',
    what,
    'Name a JSON file, readable by the relay alone, of [{ "name", "url", "secrets": [], "topics": [], "tenant"? }].',
    EXIT.usage,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes what it could not read.
    return undefined;
  }
}

function isWebhook(entry: unknown): entry is WebhookOptions {
  if (typeof entry !== 'object' || entry === null) return false;
  const { name, url, secrets, topics, tenant = '', ...more } = entry as Record<string, unknown>;
  const isText = (value: unknown): boolean => typeof value === 'string';
  return (
    [name, url, tenant].every(isText) &&
    [secrets, topics].every((it) => Array.isArray(it) && it.every(isText)) &&
    Object.keys(more).length === 0
  );
}

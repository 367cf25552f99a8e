import type { ProcessingOptions } from '@lawful/core';
import { expect } from 'vitest';
import type { Answered, Application, Given } from './application.ts';
import { giveConsent } from './gates.ts';

/** A channel by which people are reached. */
export type Channel = NonNullable<ProcessingOptions['channel']>;

/** One cell of T-CHAN. */
export interface ChannelCase {
  readonly channel: Channel;
  readonly customer: boolean;
  readonly standing: 'none' | 'consent' | 'objection';
  /** The offer is for goods similar to those that the customer bought. */
  readonly similar: boolean;
}

/** Mounts `POST /send/<purpose>/<channel>` and, for offers of similar goods, `/send/<purpose>/<channel>/similar`. */
export function sendingRoutes(
  purpose: string,
  channels: readonly Channel[],
): NonNullable<Given['routes']> {
  return (app, lawful) => {
    for (const channel of channels) {
      for (const similarProducts of [false, true]) {
        const gate = lawful.processing(purpose, {
          operation: 'dpv:Use',
          returns: 'nothing',
          channel,
          similarProducts,
        });
        const path = `/send/${purpose}/${channel}${similarProducts ? '/similar' : ''}`;
        app.post(path, gate, (_request, response) => void response.status(204).end());
      }
    }
  };
}

/** Sends a message of a purpose to a subject over a channel. */
export function send(
  site: Application,
  purpose: string,
  { channel, similar = false }: { readonly channel: Channel; readonly similar?: boolean },
  subject: string,
): Promise<Answered> {
  return site.ask('POST', `/send/${purpose}/${channel}${similar ? '/similar' : ''}`, { subject });
}

/** What the law of channels allows for marketing on legitimate interests in France (CPCE L34-5, C. conso L223-1). */
function isAllowedByLaw(
  { channel, customer, standing, similar }: ChannelCase,
  now: number,
): boolean {
  if (standing === 'objection') return false;
  if (standing === 'consent' || channel === 'post') return true;
  if (channel === 'phone') return now < Date.parse('2026-08-11');
  return customer && similar;
}

/**
 * T-CHAN: every channel × customer or prospect × no record, consent, objection × similar product, each cell with a
 * subject of its own. Answers with the cells, so that a test can say how many there were.
 */
export async function expectChannelTable(
  site: Application,
  purpose: string,
  channels: readonly Channel[],
  isAllowed: (cell: ChannelCase) => boolean = (cell) => isAllowedByLaw(cell, site.now),
): Promise<readonly (ChannelCase & { readonly allowed: boolean })[]> {
  const cells = channels.flatMap((channel) =>
    [true, false].flatMap((customer) =>
      (['none', 'consent', 'objection'] as const).flatMap((standing) =>
        [true, false].map((similar) => ({ channel, customer, standing, similar })),
      ),
    ),
  );
  const wrong: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const subject = `${cell.channel}-${index}`;
    await bring(site, purpose, cell, subject);
    const { status } = await send(site, purpose, cell, subject);
    expect([204, 403]).toContain(status);
    if ((status === 204) !== isAllowed(cell)) wrong.push(`${JSON.stringify(cell)}: ${status}`);
  }
  expect(wrong).toEqual([]);
  return cells.map((cell) => ({ ...cell, allowed: isAllowed(cell) }));
}

/** Makes somebody a customer: the relationship that opens the soft opt-in. */
export async function becomeCustomer(site: Application, subject: string): Promise<void> {
  await site.privacy.rights.relate(subject, { kind: 'customer', change: 'began' });
}

async function bring(
  site: Application,
  purpose: string,
  { channel, customer, standing }: ChannelCase,
  subject: string,
): Promise<void> {
  if (customer) await becomeCustomer(site, subject);
  // Where everybody may be written to without being asked, there is nothing to consent to.
  const asked = !isAllowedByLaw(
    { channel, customer: false, standing: 'none', similar: false },
    site.now,
  );
  if (standing === 'consent' && asked) {
    await giveConsent(site, purpose, { channel }, subject);
  }
  if (standing === 'objection') await site.privacy.object(subject, { purpose });
}

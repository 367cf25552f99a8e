import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Answer, exchange, member, partOf, type Request } from './exchange.ts';
import { printLines, printStep } from './print.ts';

/** What the tour visits and looks at. */
export interface TourStops {
  readonly url: string;
  readonly staffToken: string;
  /** The newest line of the log. */
  readonly lastLogLine: () => string;
  /** The newest lines of the audit trail. */
  readonly auditTrail: () => Promise<readonly string[]>;
}

/** Walks through the shop with requests that it really makes, and returns what there was to see. */
export async function tour(stops: TourStops): Promise<string> {
  const pages: string[] = ['A guided tour: every request below was really made.\n'];
  const step = async (title: string, request: Request, part?: string): Promise<Answer> => {
    const answer = await exchange(stops.url, request);
    const shown = part === undefined ? answer : { ...answer, body: partOf(answer, part) };
    pages.push(printStep(pages.length, title, request, shown));
    return answer;
  };

  const account = await step('Ada opens an account.', {
    method: 'POST',
    path: '/customers',
    body: {
      email: `ada.${randomUUID().slice(0, 8)}@customers.example`,
      firstName: 'Ada',
      lastName: 'Byron',
      birthDate: '1990-12-10',
    },
  });
  const token = member(account, 'token');
  const order = await step('She orders: that rests on the contract, nobody asks for consent.', {
    method: 'POST',
    path: '/orders',
    token,
    body: {
      items: [{ sku: 'BOOK-1', quantity: 1 }],
      shippingAddress: {
        street: '1 quai Lamartine',
        postalCode: '35000',
        city: 'Rennes',
        country: 'FR',
      },
    },
  });
  await step('The label for the parcel holds a name and an address, nothing else.', {
    method: 'GET',
    path: `/orders/${member(order, 'id')}/shipping-label`,
    token,
  });

  const newsletter: Request = {
    method: 'POST',
    path: '/newsletter',
    token,
    body: { topics: ['poetry'] },
  };
  await step('The newsletter rests on consent: refused.', newsletter);
  // The line is written when the connection has the whole answer, which the client may see first.
  await setTimeout(50);
  const logLine = stops.lastLogLine();
  const notice = await exchange(stops.url, {
    method: 'GET',
    path: '/privacy/notice',
    accept: 'application/json',
  });
  await step('She reads the notice and ticks the box.', {
    method: 'PUT',
    path: '/privacy/consents/newsletter',
    token,
    body: {
      noticeVersion: member(notice, 'version'),
      language: 'en',
      indication: 'checkbox#newsletter',
    },
  });
  await step('The same request again: allowed.', newsletter);
  await step('She changes her mind.', {
    method: 'DELETE',
    path: '/privacy/consents/newsletter',
    token,
  });
  await step('The very next call: refused again.', newsletter);
  await step('Customer service sees names and e-mail, because it says why it asks.', {
    method: 'GET',
    path: '/staff/customers?purpose=support',
    token: stops.staffToken,
  });
  const title =
    'She asks for all that the shop knows of her: purposes, recipients, periods, rights and data.';
  const everything: Request = {
    method: 'GET',
    path: '/privacy/export?scope=access',
    token,
    accept: 'application/json',
  };
  await step(`${title} The data:`, everything, 'data');

  pages.push(printLines('What the log says of the first refusal:', [logLine.trim()]));
  pages.push(printLines('What the audit trail says:', await stops.auditTrail()));
  return pages.join('');
}

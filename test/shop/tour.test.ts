import { expect, test } from 'vitest';
import { startShop } from './running-shop.ts';

test('the guided tour makes its requests, and ends with the log line and the audit trail', async () => {
  const shop = await startShop({}, []);
  try {
    const text = await untilSaid(shop.lines, 'The shop stays open');
    const statuses = [...text.matchAll(/^ {3}> (\S+ \S+).*\n {3}< (\d+)/gm)].map(
      ([, line, status]) => `${line?.replace(/\/[0-9a-f-]{36}/, '/:id')} ${status}`,
    );
    expect(statuses).toEqual([
      'POST /customers 201',
      'POST /orders 201',
      'GET /orders/:id/shipping-label 200',
      'POST /newsletter 403',
      'PUT /privacy/consents/newsletter 200',
      'POST /newsletter 202',
      'DELETE /privacy/consents/newsletter 200',
      'POST /newsletter 403',
      'GET /staff/customers?purpose=support 200',
      'GET /privacy/export?scope=access 200',
    ]);
    expect(text).toContain('"route":"/newsletter","status":403');
    expect(text).toContain('deny (consent_missing)  newsletter');
    expect(text).toContain('deny (consent_withdrawn)  newsletter');
  } finally {
    await shop.stop();
  }
});

async function untilSaid(lines: readonly string[], words: string): Promise<string> {
  const deadline = Date.now() + 15_000;
  while (!lines.some((line) => line.includes(words))) {
    if (Date.now() > deadline) throw new Error(`Never said: ${words}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return lines.join('\n');
}

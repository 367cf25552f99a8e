/** Whether the database refused a row because the customer it belongs to is not there. */
export function isMissingAccount(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '23503' &&
    'constraint' in error &&
    String(error.constraint).includes('customer_id')
  );
}

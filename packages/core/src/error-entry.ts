/** What every coded error says: a title, the HTTP status it becomes at the edge, the rule behind it and the remedy. */
export interface ErrorEntry {
  readonly title: string;
  readonly status: number;
  readonly article: string;
  readonly help: string;
}

/** Writes an entry down in one line. */
export function entry(title: string, status: number, article: string, help: string): ErrorEntry {
  return { title, status, article, help };
}

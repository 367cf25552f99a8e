/** What must be closed after its use. */
export interface Closable {
  close(): unknown;
}

/** Notes what was opened, and returns it. */
export type Opened = <R extends Closable>(resource: R) => R;

/**
 * Runs work that opens things, and closes them afterwards, the last one first, whatever happens: a server that is
 * stopped under an open connection would end the process with an error that hides the first one.
 */
export async function closingAll<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const resources: Closable[] = [];
  try {
    return await work((resource) => {
      resources.push(resource);
      return resource;
    });
  } finally {
    for (const resource of resources.toReversed()) await resource.close();
  }
}

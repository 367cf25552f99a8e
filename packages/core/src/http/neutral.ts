/** A request as every framework can hand it over: what it said, without how it came. */
export interface NeutralRequest<Native = unknown> {
  /** `GET`, upper case. */
  readonly method: string;
  /** The path below the mount, still encoded, without the query: `/consents/newsletter`. */
  readonly path: string;
  /** The query; a `URLSearchParams` will do. */
  readonly query: { get(name: string): string | null };
  /** One header by its name in lower case; several of the same name joined by commas. */
  readonly header: (name: string) => string | undefined;
  /** The parsed JSON body; `undefined` where there is none. */
  readonly body: unknown;
  /** The request of the framework, for the authoriser. */
  readonly native: Native;
}

/** An answer for every framework to carry. */
export interface NeutralResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Text; or pieces to be written one after the other, waiting where the reader is slow. Where they throw, the
   * connection must be destroyed: what has been written is no whole answer. Nothing for an answer without a body.
   */
  readonly body: string | AsyncIterable<string> | undefined;
}

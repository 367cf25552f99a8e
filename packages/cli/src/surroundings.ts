/** What a command has besides its arguments. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes one line of the answer. */
  out(line: string): void;
  /** Writes one line about what went wrong. */
  err(line: string): void;
}

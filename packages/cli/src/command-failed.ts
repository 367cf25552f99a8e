/** How a command ends: it did its work; it could not, or found what it must warn of; it was called wrongly. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command ended early. Its text is shown to the operator and repeats no argument that may be secret. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code: string;
  readonly help: string;
  readonly exitCode: ExitCode;

  constructor(code: string, message: string, help: string, exitCode: ExitCode = EXIT.failed) {
    super(message);
    this.code = code;
    this.help = help;
    this.exitCode = exitCode;
  }
}

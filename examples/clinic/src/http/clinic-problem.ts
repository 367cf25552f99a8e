const PROBLEMS = {
  'file-not-opened': {
    status: 409,
    title: 'The file cannot be opened',
    detail: 'A file cannot be opened with this e-mail address. If it is yours, log in.',
  },
  'practitioner-unknown': {
    status: 422,
    title: 'There is no such practitioner',
    detail: 'Choose one of GET /practitioners.',
  },
} as const;

/** A refusal that is the practice's own affair; the ones about personal data are `PrivacyError`s. */
export class ClinicProblem extends Error {
  override readonly name = 'ClinicProblem';
  readonly code: keyof typeof PROBLEMS;
  readonly status: number;
  readonly title: string;
  readonly detail: string;

  constructor(code: keyof typeof PROBLEMS) {
    const { status, title, detail } = PROBLEMS[code];
    super(title);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

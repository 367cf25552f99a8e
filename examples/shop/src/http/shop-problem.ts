import type { ErrorRequestHandler } from 'express';

const PROBLEMS = {
  'account-not-opened': {
    status: 409,
    title: 'The account cannot be opened',
    detail: 'An account cannot be opened with this e-mail address. If it is yours, log in.',
  },
} as const;

/** A refusal that is the shop's own affair; the ones about personal data are `PrivacyError`s. */
export class ShopProblem extends Error {
  override readonly name = 'ShopProblem';
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

/** Answers {@link ShopProblem}s; everything else goes on to the next error handler. */
export const answerShopProblems: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!(error instanceof ShopProblem) || res.headersSent) {
    next(error);
    return;
  }
  const { code, title, status, detail } = error;
  const type = `https://corner-shop.example/problems/${code}`;
  res.status(status).type('application/problem+json').json({ type, title, status, detail });
};

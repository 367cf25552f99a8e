import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ClinicProblem } from './clinic-problem.ts';

/** Answers the practice's own refusals; everything else is answered by the privacy module. */
@Catch(ClinicProblem)
export class ClinicProblemFilter implements ExceptionFilter<ClinicProblem> {
  readonly #host: HttpAdapterHost;

  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
  }

  catch({ code, title, status, detail }: ClinicProblem, host: ArgumentsHost): void {
    const { httpAdapter } = this.#host;
    const response: unknown = host.switchToHttp().getResponse();
    const type = `https://cabinet-du-port.example/problems/${code}`;
    httpAdapter.setHeader(response, 'Content-Type', 'application/problem+json');
    httpAdapter.reply(response, { type, title, status, detail }, status);
  }
}

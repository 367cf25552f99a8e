import {
  bindSubject,
  type DisclosureFacts,
  type JobFacts,
  type ModelRef,
  type Privacy,
  type Rights,
  type UnitOfWork,
} from '@lawful/core';
import { Inject, Injectable } from '@nestjs/common';
import type { NestPrivacy } from './nest-privacy.ts';
import { requireContext } from './parameters.decorator.ts';
import type { RegisteredPurpose } from './register.ts';
import { NEST_PRIVACY } from './tokens.ts';

/** The running policy, for providers of the application. */
@Injectable()
export class PrivacyService {
  readonly privacy: Privacy<RegisteredPurpose>;

  constructor(@Inject(NEST_PRIVACY) lawful: NestPrivacy) {
    this.privacy = lawful.privacy;
  }

  /** The running unit of work. Throws `context-missing` where there is none. */
  get unit(): UnitOfWork {
    return requireContext();
  }

  /** Consents, objections, restrictions, receipts and exports. */
  get rights(): Rights {
    return this.privacy.rights;
  }

  /** Runs `work` for a purpose about a subject, decided now; see `privacy.run`. */
  run<T>(facts: JobFacts<RegisteredPurpose>, work: () => T | Promise<T>): Promise<T> {
    return this.privacy.run(facts, work);
  }

  /** What may leave to a registered recipient; see `privacy.disclose`. */
  disclose(facts: DisclosureFacts<RegisteredPurpose>, value: unknown): Promise<unknown> {
    return this.privacy.disclose(facts, value);
  }

  /** Binds the data subject whom the running handler has just created. Throws `subject-mismatch` for another one. */
  bindSubject(id: string): void {
    bindSubject(this.unit, id);
  }

  /** Notes that `value` holds personal data, so that it stays out of what this unit of work logs. */
  sight(model: ModelRef, value: unknown): void {
    this.privacy.sight(model, value);
  }
}

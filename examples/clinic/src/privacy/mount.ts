import './register.ts';
import type { Actor } from '@lawful/core';
import { PrivacyModule } from '@lawful/nest';
import { type DynamicModule, Logger } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type ClinicRequest, identityOf } from '../auth/identity.ts';
import { Public } from '../auth/public.decorator.ts';
import type { ClinicPrivacy } from './create-privacy.ts';
import { CLINIC_PRIVACY, RunningPrivacyModule } from './running-privacy.module.ts';

/** The privacy module, told who asks, and about whom, by the practice's own authentication. */
export function mountPrivacy(): DynamicModule {
  const logger = new Logger('Privacy');
  return PrivacyModule.forRootAsync({
    imports: [RunningPrivacyModule],
    inject: [CLINIC_PRIVACY],
    useFactory: (privacy: ClinicPrivacy) => ({
      privacy,
      subject: subjectOf,
      actor: actorOf,
      rights: { authorise: patientOf },
      onError: (error, { instance, status }) => {
        if (status >= 500) logger.error({ instance, error });
      },
    }),
    // The notice is for everybody, and the rest of the endpoint asks its own authoriser. What it answers is described
    // by Lawful; three patterns of paths in Swagger would tell nobody anything.
    decorators: [Public(), ApiExcludeController()],
  });
}

/** A patient's requests are about themselves, a practitioner's about the patient whom the route names. */
function subjectOf(request: ClinicRequest): string | undefined {
  if (identityOf(request)?.type !== 'staff') return patientOf(request);
  const id: unknown = Reflect.get(Object(request.params), 'id');
  return typeof id === 'string' ? id : undefined;
}

function actorOf(request: ClinicRequest): Actor | undefined {
  const identity = identityOf(request);
  if (identity?.type !== 'staff') return undefined;
  const { id, role, relationships } = identity;
  return { type: 'staff', id, role, relationships };
}

function patientOf(request: ClinicRequest): string | undefined {
  const identity = identityOf(request);
  return identity?.type === 'patient' ? identity.patientId : undefined;
}

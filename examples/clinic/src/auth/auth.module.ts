import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CONFIG } from '../config/config.module.ts';
import type { Config } from '../config/config.ts';
import { AuthGuard } from './auth.guard.ts';
import { StaffTokens } from './staff-tokens.ts';
import { Tokens } from './tokens.ts';

/** Who asks. Nothing here knows of privacy: what somebody may do with whose data is for the policy to say. */
@Module({
  providers: [
    {
      provide: Tokens,
      inject: [CONFIG],
      useFactory: ({ signingKey }: Config) => new Tokens(signingKey),
    },
    {
      provide: StaffTokens,
      inject: [CONFIG],
      useFactory: (config: Config) => new StaffTokens(config),
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Tokens],
})
export class AuthModule {}

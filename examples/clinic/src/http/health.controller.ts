import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/public.decorator.ts';

/** The practice answers. */
@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  @Get()
  health(): { readonly status: string } {
    return { status: 'ok' };
  }
}

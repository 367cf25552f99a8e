import { definePolicy } from '../core.ts';
import { eachPurpose } from './mend.ts';
import { orusbijoux } from './orusbijoux.ts';

const RETENTION = {
  startEvent: 'contract.end',
  duration: 'P5Y',
  action: 'erase',
  extension: { legalReference: 'C. com. L123-22', at: 'l.67' },
  at: 'l.67',
} as const;

/** S0 without what stops an application: one basis per purpose, a duration, a law for the archives. */
export const orusbijouxMended = definePolicy<string>({
  ...orusbijoux,
  purposes: eachPurpose(orusbijoux, (purpose) => ({
    ...purpose,
    dataSubjects: purpose.dataSubjects?.filter((each) => each !== 'x:Prospect') ?? [],
    ...(purpose.role === 'processor' ? {} : { retention: RETENTION }),
  })),
  commitments:
    orusbijoux.commitments?.filter(({ promises }) => promises !== 'consent-for-any-collection') ??
    [],
});

import type { Services } from '../../platform/services.ts';
import { reportAccesses, sayAccess } from '../privacy/index.ts';
import { onBehalf } from './on-behalf.ts';
import type { Standing } from './stand-for.ts';

/**
 * Who looked at the record in the last twelve months, in plain words: what the desk tells a patient who asks. By role, and by
 * name where the facility says so.
 */
export function tellAccesses(services: Services, standing: Standing, language: 'en' | 'es') {
  return onBehalf(services, standing.accountId, 'portal.see-accesses', async (act) => {
    const { from, to, more, accesses } = await reportAccesses(act, { patientId: standing.patientId });
    return { from, to, more, accesses: accesses.map((line) => sayAccess(line, language)) };
  });
}

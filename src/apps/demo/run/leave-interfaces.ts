import { readPatient, replacePatient } from '../../../modules/patients/index.ts';
import type { Services } from '../../../platform/services.ts';
import type { Person } from '../fiction/person.ts';
import { DEMO_ACTOR } from './fill-register.ts';
import type { Staff } from './staff.ts';
import type { Desk } from './work-release.ts';

/** Discard (RFC 863): nothing answers there in HL7. */
const NOBODY_ANSWERS = 9;

/** A laboratory that never speaks and a scheduling system that never answers: when the rest is done, both wait for somebody. */
export async function leaveInterfaces(services: Services, desk: Desk, person: Person): Promise<void> {
  await leaveSilentFeed(desk.staff);
  await leaveUnreachable(desk.staff);
  // Something to tell, so that it is noticed.
  const patientId = desk.register.patientId(person);
  const request = { verb: 'demonstration.register', permission: 'system' };
  await services.acting.act({ actor: DEMO_ACTOR }, request, async (act) => {
    const facts = await readPatient(act, patientId);
    await replacePatient(act, patientId, { ...facts, language: 'en' }, { origin: 'demo' });
  });
}

async function leaveSilentFeed(staff: Staff): Promise<void> {
  const coordinator = staff.browser('coordinator');
  const { id } = await coordinator.call<{ id: string }>('POST', '/hl7v2/senders', {
    application: 'LAKESIDE LAB (FICTIONAL)',
    facility: 'NORTH',
  });
  await coordinator.call('POST', `/hl7v2/senders/${id}/expectation`, { minutes: 1 });
}

async function leaveUnreachable(staff: Staff): Promise<void> {
  await staff.browser('coordinator').call('POST', '/hl7v2/destinations', {
    ...{ name: 'Scheduling (fictional)', host: '127.0.0.1', port: NOBODY_ANSWERS, tls: false, ca: null },
    ...{ application: 'SCHED', facility: 'NORTH', tells: ['identity'], stopped: false, alarmMinutes: 1 },
    downstreamIds: [],
  });
}

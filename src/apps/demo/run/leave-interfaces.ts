import { connect } from 'node:net';
import { startMllp } from '../../../interfaces/hl7v2/index.ts';
import { readPatient, replacePatient } from '../../../modules/patients/index.ts';
import type { Services } from '../../../platform/services.ts';
import type { Person } from '../fiction/person.ts';
import { DEMO_ACTOR } from './fill-register.ts';
import type { Staff } from './staff.ts';
import type { Desk } from './work-release.ts';

/** Discard (RFC 863): nothing answers there in HL7. */
const NOBODY_ANSWERS = 9;
const ANSWER_MS = 10_000;

/**
 * A laboratory that never speaks, a scheduling system that never answers, and one that asks for an answer and leaves: when the rest
 * is done, all wait for somebody.
 */
export async function leaveInterfaces(services: Services, desk: Desk, person: Person): Promise<void> {
  await leaveSilentFeed(desk.staff);
  await leaveUnreachable(desk.staff);
  await leaveAnswer(services, desk.staff);
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

/** An appointment is kept and changes nothing of the record; the sender asks for an answer to it (MSH-16) and hangs up. */
async function leaveAnswer(services: Services, staff: Staff): Promise<void> {
  const coordinator = staff.browser('coordinator');
  const application = 'BOOKING (FICTIONAL)';
  const { id } = await coordinator.call<{ id: string }>('POST', '/hl7v2/senders', { application, facility: 'NORTH' });
  await coordinator.call('POST', `/hl7v2/senders/${id}/answers`, { alarmMinutes: 1 });
  const known = await coordinator.call<{ state: string; port: number }>('GET', '/hl7v2/port');
  const own = known.state === 'open' ? undefined : await startMllp(services, { port: 0 });
  const message = [
    `MSH|^~\\&|${application}|NORTH|CHARTKEEPER|NORTH|20261101080000||SIU^S12|BOOK-1|P|2.5.1|||AL|AL`,
    'SCH|1||||||CHECKUP',
  ].join('\r');
  await new Promise<void>((done, fail) => {
    const socket = connect(own?.port ?? known.port, '127.0.0.1', () => socket.write(`\x0b${message}\r\x1c\r`));
    socket.on('error', fail);
    socket.on('close', () => done());
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    // The answer that it was kept; the one that it was applied is never taken.
    socket.on('data', () => socket.destroy());
  });
  await own?.stop();
}

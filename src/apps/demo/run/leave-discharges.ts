import { DEFAULT_FACILITY } from '../../../modules/directory/index.ts';
import { recordEncounter } from '../../../modules/encounters/index.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { at, dayPlus } from '../fiction/days.ts';
import type { Person } from '../fiction/person.ts';
import { DEMO_ACTOR } from './fill-register.ts';
import type { Desk } from './work-release.ts';

const LEFT_YESTERDAY = [
  { class: 'IMP', typeText: 'Medicine: heart failure', daysHere: 4 },
  { class: 'IMP', typeText: 'Surgery: removal of the gallbladder', daysHere: 2 },
  { class: 'EMER', typeText: 'Emergency: chest pain', daysHere: 0 },
  { class: 'SS', typeText: 'Day surgery: cataract', daysHere: 0 },
  { class: 'EMER', typeText: 'Emergency: left before anybody wrote', daysHere: 0, mark: 'no-paper' },
  { class: 'OBSENC', typeText: 'Observation: fall at home', daysHere: 1, mark: 'at-desk' },
] as const;

/** Those who left yesterday and whose paper is still at the units: the first screen of the shift. */
export async function leaveDischarges(services: Services, desk: Desk, people: readonly Person[]): Promise<void> {
  const { staff, register, today } = desk;
  const yesterday = dayPlus(today, -1);
  const plain = people.filter(({ story, facts }) => story === undefined && facts.death === undefined);
  for (const [index, { class: kind, typeText, daysHere, ...more }] of LEFT_YESTERDAY.entries()) {
    const person = plain[index * 7];
    if (person === undefined) continue;
    const patientId = register.patientId(person);
    const encounterId = newId();
    await services.acting.act({ actor: DEMO_ACTOR }, { verb: 'demonstration.register', permission: 'system' }, (act) =>
      recordEncounter(act, {
        ...{ id: encounterId, patientId, facilityId: DEFAULT_FACILITY, origin: 'demo' },
        facts: {
          ...{ class: kind, typeText, visitNumber: `V${8_000 + index}-1`, accountNumber: `A${8_000 + index}-1` },
          ...{ startedAt: at(dayPlus(yesterday, -daysHere), 8), endedAt: at(yesterday, 15) },
        },
      }),
    );
    if ('mark' in more)
      await staff.browser('coordinator').call('POST', `/intake/reconciliation/${patientId}/${encounterId}/marks`, {
        kind: more.mark,
        ...(more.mark === 'no-paper' && { reason: 'Gone before triage (fictional).' }),
      });
  }
}

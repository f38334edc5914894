import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { draftLetter, prepareLetter, sendLetter, type StoredLetter } from '../../correspondence/index.ts';
import { facilityOf } from '../../patients/index.ts';
import { problems } from '../problems.ts';
import { type ReconciledEncounter, reconcileEncounters } from './load-reconciliation.ts';

export interface Reminder {
  readonly facilityId?: string | undefined;
  readonly encounters: readonly { readonly patientId: string; readonly encounterId: string }[];
  readonly way:
    | { readonly channel: 'print' }
    | { readonly channel: 'mail'; readonly address: string; readonly verifiedHow?: string | undefined };
}

type Missing = ReconciledEncounter & { readonly labels: string };
export interface PreparedReminder {
  readonly facilityId: string;
  readonly letters: readonly { readonly stored: StoredLetter; readonly of: readonly Missing[] }[];
}

/**
 * Outside the transaction: the letters to the units, one for each unit. It names visit numbers and days, never a patient. An
 * encounter of a sensitive class has a letter of its own, which is as sensitive as the encounter.
 * @throws intake/nothing-missing
 */
export async function prepareReminder(
  { services, request }: Pick<RequestContext, 'services' | 'request'>,
  input: Reminder,
): Promise<PreparedReminder> {
  const within = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act(request.actContext, { verb: 'intake.prepare-reminder', permission: 'intake/reconcile' }, fn);
  const { missing, facilityId } = await within((act) => findMissing(act, input));
  const letters = [];
  for (const of of intoLetters(missing)) {
    const [first] = of;
    if (first === undefined) continue;
    const stored = await prepareLetter(services, within, {
      template: 'paper-missing',
      recipient: { name: first.unit ?? 'Unit in charge' },
      facilityId,
      ...(first.labels === '0' ? {} : { patientId: first.patientId }),
      facts: {
        count: of.length,
        visits: of.map((each) => ({
          visit: each.visitNumber ?? `MRN ${each.patient?.mrn ?? 'not known'}`,
          left: each.day,
          missing: each.missing.join(', '),
        })),
      },
    });
    letters.push({ stored, of });
  }
  return { letters, facilityId };
}

async function findMissing(act: Act, input: Reminder): Promise<{ missing: Missing[]; facilityId: string }> {
  const facilityId = facilityOf(act, input.facilityId);
  const found = await reconcileEncounters(act, facilityId, input.encounters);
  const missing = found.filter((each) => each.missing.length > 0);
  act.note({ count: missing.length, patientIds: [...new Set(missing.map(({ patientId }) => patientId))] });
  if (missing.length === 0)
    throw problems.nothingMissing({
      detail: 'No reminder was made. The paper of these visits has come meanwhile, or none is expected; reload.',
    });
  return { missing, facilityId };
}

function intoLetters(missing: readonly Missing[]): Missing[][] {
  const open = missing.filter(({ labels }) => labels === '0');
  const units = [...new Set(open.map(({ unitId }) => unitId))];
  return [
    ...units.map((unitId) => open.filter((each) => each.unitId === unitId)),
    ...missing.filter(({ labels }) => labels !== '0').map((each) => [each]),
  ];
}

/** The letters go on their way, after the minute in which it can be undone; who was reminded of what is kept. */
export async function remindUnit(
  act: Act,
  input: Reminder,
  prepared: PreparedReminder,
): Promise<{ letters: number; encounters: number }> {
  const { way } = input;
  for (const { stored, of } of prepared.letters) {
    const { letterId } = await draftLetter(act, stored);
    await sendLetter(act, { letterId, way });
    await act.tx
      .insertInto('intake.paper_reminder')
      .values(
        of.map((each) => ({
          id: newId(),
          patient_id: each.patientId,
          encounter_id: each.encounterId,
          facility_id: prepared.facilityId,
          labels: each.labels,
          unit_id: each.unitId,
          letter_id: letterId,
          channel: way.channel,
          mail_address: way.channel === 'mail' ? way.address.trim() : null,
          missing: [...each.missing],
          reminded_at: act.now,
          reminded_by: act.actor.id,
        })),
      )
      .execute();
  }
  const reminded = prepared.letters.flatMap(({ of }) => of);
  act.note({
    subjectIds: reminded.map(({ encounterId }) => encounterId),
    patientIds: [...new Set(reminded.map(({ patientId }) => patientId))],
    count: reminded.length,
    detail: { channel: way.channel },
  });
  act.emit('intake.unit-reminded', {
    facilityId: prepared.facilityId,
    encounterIds: reminded.map((e) => e.encounterId),
  });
  return { letters: prepared.letters.length, encounters: reminded.length };
}

import type { Act } from '../../platform/act.ts';
import { facilityById } from '../directory/index.ts';
import { personOf, readPatient } from '../patients/index.ts';
import type { Chosen } from './choose-pages.ts';
import { labelPatternsInForce } from './codes/label-patterns.ts';
import { decideMismatch } from './decide-mismatch.ts';
import { deriveIdentifiers } from './derive-identifiers.ts';
import type { PageText } from './evidence.ts';
import type { FileItem } from './file-item.ts';
import { loadPerson } from './find-candidates.ts';
import { keepDecision } from './keep-decisions.ts';
import { problems } from './problems.ts';

/** Encounter-level papers need their encounter wherever the patient has one to choose from. @throws intake/encounter-missing */
export async function encounterMustBeImpossible(act: Act, patientId: string): Promise<void> {
  const any = await act.tx
    .selectFrom('encounters.encounter')
    .select('id')
    .where('patient_id', '=', patientId)
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return;
  throw problems.encounterMissing({
    detail: 'Nothing was filed. This type belongs to a visit: choose the encounter, or give a reason why none applies.',
    at: 'encounterId',
  });
}

/**
 * The pages must not name somebody else than the chosen patient, unless the person at the desk says why; the reason is kept.
 * @throws intake/patient-mismatch
 */
export async function checkIdentity(
  act: Act,
  chosen: Chosen,
  input: FileItem,
  texts: readonly PageText[],
): Promise<void> {
  const { item } = chosen;
  const facility = await facilityById(act, item.facilityId);
  // All registrations together; one who may not be seen is refused as everywhere.
  const person = (await loadPerson(act, input.patientId)) ?? personOf(await readPatient(act, input.patientId));
  const mismatches = decideMismatch(
    deriveIdentifiers(texts, await labelPatternsInForce(act, item.facilityId)),
    person,
    {
      today: act.now.toISOString().slice(0, 10),
      order: facility.country === 'US' ? 'mdy' : 'dmy',
      // Another organisation numbers its patients by itself: its record number is never one of ours.
    },
  ).filter(({ field }) => input.outside === undefined || field !== 'mrn');
  if (mismatches.length === 0) return;
  const fields = mismatches.map(
    (mismatch) => ({ name: 'name', birthDate: 'birth date', mrn: 'record number' })[mismatch.field],
  );
  if ((input.mismatchReason ?? '').trim() === '')
    throw problems.patientMismatch({
      detail: `Nothing was filed. The ${fields.join(' and the ')} read on the page differ from the chosen patient. Check the page; if it is right all the same, give the reason and file again.`,
      at: 'patientId',
    });
  act.note({ detail: { mismatch: mismatches.map((mismatch) => mismatch.field) } });
  await keepDecision(act, chosen, {
    field: 'mismatch',
    value: input.mismatchReason ?? '',
    proposalId: null,
    how: 'reason',
  });
}

import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { listFacilities } from '../../directory/index.ts';
import { memberIds, readPatient } from '../../patients/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import type { CaseFacts } from './derive-form-elements.ts';

const MOST_REGISTRATIONS = 20;

/** What the form is compared with: every name of the patient, who asks, and whose records we keep. */
export async function loadCaseFacts(act: Act, request: LoadedRequest): Promise<CaseFacts> {
  const { row, facility, patientId } = request;
  const names: { family: string; given: readonly string[] }[] = [];
  let birthDate: string | null = null;
  if (patientId !== null) {
    const { ids } = await memberIds(act, patientId);
    for (const id of [...new Set([patientId, ...ids])].slice(0, MOST_REGISTRATIONS)) {
      const patient = await readPatient(act, id);
      birthDate ??= patient.birthDate ?? null;
      names.push(...patient.names.map(({ family, given }) => ({ family: family ?? '', given: given ?? [] })));
    }
  }
  const facilities = await listFacilities(act);
  const entities = [...new Set(facilities.map(({ legalEntityId }) => legalEntityId))];
  return {
    today: request.today,
    receivedOn: localDate(row.received_at, facility.timeZone),
    patientNames: names,
    birthDate,
    requesterNames: [row.requester_organisation, row.requester_name].filter((name) => name !== null),
    ownLegalEntityId: facility.legalEntityId,
    custodians: entities.map((legalEntityId) => {
      const own = facilities.filter((each) => each.legalEntityId === legalEntityId);
      return {
        legalEntityId,
        names: [...new Set(own.flatMap(({ name, legalEntityName }) => [name, legalEntityName]))],
      };
    }),
  };
}

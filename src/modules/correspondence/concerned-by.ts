import type { Act } from '../../platform/act.ts';
import { maskOf } from '../access/index.ts';
import { memberIds, readPatient } from '../patients/index.ts';
import { problems } from './problems.ts';

export interface Concerned {
  /** The surviving registration. */
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly language: string | undefined;
}

/** Whom a letter concerns. New facts carry the surviving registration. @throws patients/not-found, correspondence/own-record */
export async function concernedBy(act: Act, patientId: string): Promise<Concerned> {
  const { survivorId, ids } = await memberIds(act, patientId);
  if ((act.actor.ownPatientIds ?? []).some((own) => ids.includes(own)))
    throw problems.ownRecord({ detail: 'Nothing was done. Hand this to a colleague: the letter concerns you.' });
  const record = await readPatient(act, survivorId);
  return {
    patientId: survivorId,
    facilityId: record.facilityId,
    labels: maskOf(record.labels),
    language: record.language,
  };
}

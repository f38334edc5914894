import type { Act } from '../../../platform/act.ts';
import { listRequests } from '../list-requests.ts';

/** What the index desk needs to tell one case from another, and nothing of what is asked for. */
export interface OpenCase {
  readonly number: string;
  readonly receivedAt: Date;
  readonly requester: string | null;
  readonly waits: boolean;
  readonly patient: { readonly name: string; readonly birthDate: string | null; readonly mrn: string | null } | null;
}

const SHOWN = 50;

/** Open cases of a patient, by any registration of theirs, those that wait first; or the one with exactly this number. */
export async function findOpenCases(
  act: Act,
  asked: { readonly patientId: string } | { readonly number: string },
): Promise<OpenCase[]> {
  const { requests } =
    'patientId' in asked
      ? await listRequests(act, { show: 'open', patientId: asked.patientId })
      : await listRequests(act, { show: 'open', text: asked.number });
  const wanted = 'number' in asked ? asked.number.trim().toLowerCase() : undefined;
  const found = requests
    .filter(({ number }) => wanted === undefined || number.toLowerCase() === wanted)
    .map((each): OpenCase => ({
      number: each.number,
      receivedAt: each.receivedAt,
      requester: [each.requesterName, each.requesterOrganisation].filter(Boolean).join(', ') || null,
      waits: each.pended,
      patient:
        each.patient === null
          ? null
          : { name: each.patient.name, birthDate: each.patient.birthDate, mrn: each.patient.mrn },
    }))
    .sort((a, b) => Number(b.waits) - Number(a.waits) || b.receivedAt.getTime() - a.receivedAt.getTime())
    .slice(0, SHOWN);
  act.note({ count: found.length });
  return found;
}

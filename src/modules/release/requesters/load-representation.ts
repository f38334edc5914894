import type { Act } from '../../../platform/act.ts';
import { type JudgedRepresentative, listRepresentatives } from '../../patients/index.ts';
import type { ReleaseAuthority } from '../basis/facts.ts';
import { problems } from '../problems.ts';
import type { Representation } from './derive-represented-authority.ts';

export interface RepresentedAuthority {
  readonly patientId: string;
  readonly basis: string;
  readonly requesterClass: string | null;
  readonly representativeId: string | null;
  readonly form: { readonly signedBy: string; readonly signedOn: string | null } | null;
  readonly on: string;
}

/** Signed by a representative, or asked for by one in the patient's own right. */
export function isRepresented({
  form,
  basis,
  requesterClass,
}: Omit<RepresentedAuthority, 'on' | 'patientId'>): boolean {
  if (form !== null) return form.signedBy === 'representative';
  return basis === 'to-individual' && requesterClass === 'personal-representative';
}

/**
 * The power on which an authority rests, on a day; undefined where the patient acted in person.
 * @throws release/representative-unknown
 */
export async function loadRepresentation(
  act: Act,
  authority: RepresentedAuthority,
): Promise<Representation | undefined> {
  if (!isRepresented(authority)) return undefined;
  const { representativeId, patientId, form } = authority;
  if (representativeId === null) return { named: false };
  const find = async (on: string) =>
    (await listRepresentatives(act, patientId, { on, actFor: 'act-for-patient' })).find(
      ({ id }) => id === representativeId,
    );
  const today = await find(authority.on);
  if (today === undefined)
    throw problems.representativeUnknown({
      detail: 'Nothing was saved. Choose somebody who is recorded as a representative of this patient.',
      at: 'representativeId',
    });
  const signedOn = form?.signedOn ?? null;
  // A form signed on a day to come is spoilt already.
  const before = signedOn !== null && signedOn < authority.on ? await find(signedOn) : undefined;
  return { named: true, today: today.power, whenSigned: before?.power ?? null, reach: reachOf(today) };
}

function reachOf({ serviceFrom, serviceTo, typeCodes }: JudgedRepresentative): ReleaseAuthority['power'] {
  if (serviceFrom === undefined && serviceTo === undefined && typeCodes === undefined) return undefined;
  return { from: serviceFrom ?? null, to: serviceTo ?? null, typeCodes: typeCodes ?? null };
}

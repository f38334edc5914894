import { findType } from '../../documents/index.ts';

export const VERIFIED_FIELDS = ['patient', 'encounter', 'type', 'date'] as const;
export type VerifiedField = (typeof VERIFIED_FIELDS)[number];

export interface Entry {
  /** The surviving registration. */
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly typeCode: string;
  readonly date: string | null;
}

/** Fields in which two entries differ. An encounter goes with its patient, and only types that belong to a visit have one. */
export function compareEntries(first: Entry, second: Entry): VerifiedField[] {
  const ofVisit = [first, second].every(({ typeCode }) => findType(typeCode)?.level !== 'patient');
  const differs: VerifiedField[] = [];
  if (first.patientId !== second.patientId) differs.push('patient');
  else if (ofVisit && first.encounterId !== second.encounterId) differs.push('encounter');
  if (first.typeCode !== second.typeCode) differs.push('type');
  if (first.date !== second.date) differs.push('date');
  return differs;
}

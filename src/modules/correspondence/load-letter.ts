import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { houseProblems } from './house-templates/problems.ts';
import { problems } from './problems.ts';
import type { Language } from './template.ts';

export interface LoadedLetter {
  readonly id: string;
  readonly patientId: string | null;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly number: string;
  readonly language: Language;
  readonly keySlot: string;
  readonly caseModule: string | null;
  readonly caseId: string | null;
  readonly withdrawn: boolean;
  readonly pdf: BlobRef;
}

/** @throws correspondence/not-found (unknown and hidden answer alike), correspondence/own-record */
export async function loadLetter(act: Act, id: string, purpose: 'read' | 'change' = 'read'): Promise<LoadedLetter> {
  const row = await act.tx
    .selectFrom('correspondence.letter as l')
    .innerJoin('platform.blob as b', 'b.address', 'l.pdf_address')
    .select(['l.id', 'l.patient_id', 'l.facility_id', 'l.labels', 'l.number', 'l.language', 'l.key_slot'])
    .select(['l.case_module', 'l.case_id', 'l.withdrawn_at', 'b.address', 'b.slot', 'b.bytes', 'b.frames', 'b.digest'])
    .where('l.id', '=', id)
    .$if(purpose === 'change', (query) => query.forUpdate('l'))
    .executeTakeFirst();
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Go back to the list of letters; it may be restricted.' });
  mustNotBeOwn(act, row.patient_id);
  return {
    id: row.id,
    patientId: row.patient_id,
    facilityId: row.facility_id,
    labels: BigInt(row.labels),
    number: row.number,
    language: row.language as Language, // CHECK letter_language_is_known
    keySlot: row.key_slot,
    caseModule: row.case_module,
    caseId: row.case_id,
    withdrawn: row.withdrawn_at !== null,
    pdf: { address: row.address, slot: row.slot, bytes: Number(row.bytes), frames: row.frames, digest: row.digest },
  };
}

/** Staff never serve themselves (shapes.md 1). @throws correspondence/own-record */
export function mustNotBeOwn(act: Act, patientId: string | null): void {
  if (patientId !== null && (act.actor.ownPatientIds ?? []).includes(patientId))
    throw problems.ownRecord({ detail: 'Nothing was done. Hand this to a colleague: the letter concerns you.' });
}

/** What the audit entry of an act on one letter says. */
export function noteLetter(
  act: Act,
  letter: LoadedLetter,
  detail: Readonly<Record<string, string | number>> = {},
): void {
  act.note({
    subjectIds: [letter.id],
    ...(letter.patientId === null ? {} : { patientIds: [letter.patientId] }),
    detail,
  });
}

/** The Word document beside a letter in the words of the house. @throws correspondence/no-working-copy, as loadLetter */
export async function loadWorkingCopy(act: Act, id: string): Promise<{ letter: LoadedLetter; copy: BlobRef }> {
  const letter = await loadLetter(act, id);
  const blob = await act.tx
    .selectFrom('correspondence.letter as l')
    .innerJoin('platform.blob as b', 'b.address', 'l.working_copy_address')
    .select(['b.address', 'b.slot', 'b.bytes', 'b.frames', 'b.digest'])
    .where('l.id', '=', id)
    .executeTakeFirst();
  if (blob === undefined)
    throw houseProblems.noWorkingCopy({
      detail: 'Only a letter in the words of the house has one. The PDF is the letter of record.',
    });
  return { letter, copy: { ...blob, bytes: Number(blob.bytes) } };
}

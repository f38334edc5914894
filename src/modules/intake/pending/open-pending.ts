import type { Act } from '../../../platform/act.ts';
import type { BlobRef } from '../../../platform/blobs/index.ts';
import { nameOfPatients } from '../../patients/index.ts';

export interface OpenedPending {
  readonly waiting: boolean;
  readonly reason: string;
  readonly pendedAt: string;
  readonly pendedBy: string;
  readonly dueAt: string;
  readonly endedHow: string | null;
  readonly matches: readonly { patientId: string; name: string; mrn: string | null; agrees: string[]; at: string }[];
}

/** The last waiting of a document to be, and who was registered meanwhile; nothing where it never waited. */
export async function openPending(
  act: Act,
  partId: string,
): Promise<{ pending: OpenedPending; identifiers: BlobRef } | undefined> {
  const row = await act.tx
    .selectFrom('intake.pending as pending')
    .innerJoin('platform.blob as blob', 'blob.address', 'pending.identifiers_address')
    .select(['pending.reason', 'pended_at', 'pended_by', 'due_at', 'ended_at', 'ended_how'])
    .select(['blob.address', 'blob.slot', 'blob.bytes', 'blob.frames', 'blob.digest'])
    .where('part_id', '=', partId)
    .orderBy('pended_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  act.note({ subjectIds: [partId], coalesce: partId });
  if (row === undefined) return undefined;
  const matches = await act.tx
    .selectFrom('intake.pending_match')
    .select(['patient_id', 'agrees', 'matched_at'])
    .where('part_id', '=', partId)
    .orderBy('matched_at', 'desc')
    .limit(10)
    .execute();
  const names = await nameOfPatients(
    act,
    matches.map((match) => match.patient_id),
  );
  act.note({ patientIds: [...names.keys()] });
  const { address, slot, bytes, frames, digest } = row;
  return {
    identifiers: { address, slot, bytes: Number(bytes), frames, digest },
    pending: {
      waiting: row.ended_at === null,
      reason: row.reason,
      pendedAt: row.pended_at.toISOString(),
      pendedBy: row.pended_by,
      dueAt: row.due_at.toISOString(),
      endedHow: row.ended_how,
      matches: matches.flatMap((match) => {
        const named = names.get(match.patient_id);
        if (named === undefined) return [];
        return [
          {
            ...{ patientId: match.patient_id, name: named.name, mrn: named.mrn },
            ...{ agrees: match.agrees, at: match.matched_at.toISOString() },
          },
        ];
      }),
    },
  };
}

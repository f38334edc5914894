import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { Reaction } from '../../platform/module.ts';
import { comparePeople } from '../../../packages/linkage/index.ts';
import { readComparable } from '../patients/index.ts';
import { keepPair, lookAt, settlePair } from './pairs/look-at.ts';

export const reactions: readonly Reaction[] = [
  {
    name: 'identity.follow-merges',
    events: ['patients.merged', 'patients.unmerged'],
    verb: 'identity.follow-merges',
    react: async (act, event) => {
      const { retiredId, patientId, survivorId } = event.payload as {
        retiredId?: string;
        patientId?: string;
        survivorId: string;
      }; // declared by patients
      const retired = retiredId ?? patientId;
      if (retired !== undefined) await followMerge(act, { retired, survivorId, merged: retiredId !== undefined });
    },
  },
  {
    name: 'identity.follow-links',
    events: ['patients.linked', 'patients.unlinked'],
    verb: 'identity.follow-links',
    react: async (act, event) => {
      const pair = event.payload as { patientId: string; otherId: string }; // declared by patients
      await (event.name === 'patients.linked' ? followLink : followUnlink)(act, pair);
    },
  },
  {
    name: 'identity.follow-labels',
    events: ['patients.relabelled'],
    verb: 'identity.follow-labels',
    react: async (act, event) => {
      const { patientId } = event.payload as { patientId: string }; // declared by patients
      await sql`SELECT identity.relabel(${patientId}::uuid)`.execute(act.tx);
      await sql`SELECT identity.relabel_corrections(${patientId}::uuid), identity.relabel_findings(${patientId}::uuid)`.execute(
        act.tx,
      );
      await lookAt(act, patientId, 'news');
      act.note({ patientIds: [patientId] });
    },
  },
];

/** Whoever keeps an index elsewhere says that two are one person: a person compares them here, however unlike they look. */
async function followLink(act: Act, { patientId, otherId }: { patientId: string; otherId: string }): Promise<void> {
  act.note({ patientIds: [patientId, otherId] });
  const survivors = [...new Set((await readComparable(act, [patientId, otherId])).map(({ survivorId }) => survivorId))];
  const [own, other] = await readComparable(act, survivors);
  if (own === undefined || other === undefined) return;
  await keepPair(act, { own, other, said: comparePeople(own.person, other.person), how: 'feed' });
}

/** What only the link brought here leaves with it; what a person named or the comparison found stays. */
async function followUnlink(act: Act, { patientId, otherId }: { patientId: string; otherId: string }): Promise<void> {
  act.note({ patientIds: [patientId, otherId] });
  const rows = await act.tx
    .selectFrom('identity.pair')
    .select(['patient_id', 'id', 'kind'])
    .where('patient_id', 'in', [patientId, otherId])
    .where('other_id', 'in', [patientId, otherId])
    .where('found_how', '=', 'feed')
    .where('settled_at', 'is', null)
    .execute();
  for (const row of rows)
    await settlePair(act, { patientId: row.patient_id, id: row.id, kind: row.kind }, 'no-longer-alike');
  await lookAt(act, patientId, 'news');
}

/** A feed may have merged what waits here; whom the retired one was alike is now looked for from the survivor. */
async function followMerge(
  act: Act,
  { retired, survivorId, merged }: { retired: string; survivorId: string; merged: boolean },
): Promise<void> {
  const rows = merged
    ? await act.tx
        .selectFrom('identity.pair')
        .select(['patient_id', 'id', 'other_id', 'kind'])
        .where(({ or, eb }) => or([eb('patient_id', '=', retired), eb('other_id', '=', retired)]))
        .where('settled_at', 'is', null)
        .limit(1_000)
        .execute()
    : [];
  for (const row of rows) {
    const between = row.patient_id === survivorId || row.other_id === survivorId;
    await settlePair(
      act,
      { patientId: row.patient_id, id: row.id, kind: row.kind },
      between ? 'merged' : 'no-longer-alike',
    );
  }
  await lookAt(act, survivorId, 'news');
  if (!merged) await lookAt(act, retired, 'news');
  act.note({ patientIds: [retired, survivorId] });
}

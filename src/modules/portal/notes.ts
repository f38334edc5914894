import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { accessOf } from './desk-access.ts';
import { problems } from './problems.ts';
import { standFor } from './stand-for.ts';

const MOST = 200;
const A_DAY = 20;

/** Writes to the desk; one thing to answer for each thread, however many notes. @throws portal/too-many-today */
export async function writeNote(act: Act, input: { patientId: string; text: string }): Promise<void> {
  const standing = await standFor(act, input.patientId);
  const { n } = await act.tx
    .selectFrom('portal.note')
    .select((count) => count.fn.countAll<string>().as('n'))
    .where('patient_id', '=', standing.patientId)
    .where('access_id', '=', standing.accessId)
    .where('from_desk', '=', false)
    .where('written_at', '>', new Date(act.now.getTime() - 86_400_000))
    .executeTakeFirstOrThrow();
  if (Number(n) >= A_DAY)
    throw problems.tooManyToday({
      detail: 'This note was not sent. Write again tomorrow, or call the records office.',
    });
  await insertNote(act, { ...standing, fromDesk: false, text: input.text });
  await openItem(act, {
    kind: 'portal.note',
    module: 'portal',
    subjectId: standing.accessId,
    patientId: standing.patientId,
    facilityId: standing.facilityId,
    labels: BigInt(standing.labels),
    permission: 'portal/desk',
  });
  act.emit('portal.note-written', { patientId: standing.patientId, facilityId: standing.facilityId });
}

/** The thread of one account about one record, the newest last. */
export async function listNotes(act: Act, of: { patientId: string; accessId: string }) {
  const rows = await act.tx
    .selectFrom('portal.note')
    .select(['id', 'from_desk', 'text', 'written_at'])
    .where('patient_id', '=', of.patientId)
    .where('access_id', '=', of.accessId)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return rows.reverse().map((row) => ({ id: row.id, fromDesk: row.from_desk, text: row.text, at: row.written_at }));
}

/** The desk answers; the thread waits for nobody then. @throws portal/access-unknown, portal/own-record */
export async function answerNote(
  act: Act,
  input: { patientId: string; accessId: string; text: string },
): Promise<void> {
  const access = await accessOf(act, input);
  await insertNote(act, {
    patientId: access.patient_id,
    facilityId: access.facility_id,
    labels: String(access.labels),
    accessId: access.id,
    fromDesk: true,
    text: input.text,
  });
  await closeItem(act, { kind: 'portal.note', subjectId: access.id, outcome: 'answered' });
}

async function insertNote(
  act: Act,
  note: { patientId: string; facilityId: string; labels: string; accessId: string; fromDesk: boolean; text: string },
): Promise<void> {
  await act.tx
    .insertInto('portal.note')
    .values({
      patient_id: note.patientId,
      id: newId(),
      facility_id: note.facilityId,
      labels: note.labels,
      access_id: note.accessId,
      from_desk: note.fromDesk,
      text: note.text,
      written_at: act.now,
      written_by: act.actor.id,
    })
    .execute();
}

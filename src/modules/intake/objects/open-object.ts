import type { Act } from '../../../platform/act.ts';
import { findType } from '../../documents/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import type { KeptBecause } from './decide-object-destruction.ts';
import { derivePossibleMovements, type MovementKind, type ObjectState } from './derive-object-state.ts';
import { readObjectNumber } from './derive-object-number.ts';
import { whyKept } from './destroy-object.ts';
import { linesOf, type ObjectLine } from './list-objects.ts';
import { loadObject } from './load-object.ts';
import { type Keeper, keepersNamed } from './name-keeper.ts';
import { problems } from './problems.ts';

const MOST_MOVEMENTS = 1_000;
const MOST_PAGES = 100;

export interface MovementView {
  readonly number: number;
  readonly kind: MovementKind;
  readonly place: string | null;
  readonly custodian: Keeper | null;
  readonly recipient: string | null;
  readonly recipientName: string;
  readonly identityChecked: string;
  readonly dueOn: string | null;
  /** Whose it was from then on, where the asker may see that person. */
  readonly patient: { readonly id: string; readonly name: string } | null;
  readonly document: { readonly patientId: string; readonly id: string; readonly name: string } | null;
  readonly disposition: string | null;
  readonly method: string;
  readonly witness: string;
  readonly note: string;
  readonly at: string;
  readonly by: string;
}

export interface ObjectView {
  readonly object: ObjectLine & {
    readonly encounter: {
      readonly id: string;
      readonly visitNumber: string | null;
      readonly startedAt: string | null;
    } | null;
    readonly maker: string;
    readonly madeOn: string | null;
    readonly receivedHow: string;
    readonly receivedFrom: string;
    readonly condition: string;
    readonly conditionNote: string;
    readonly readable: string;
    readonly contains: string;
    readonly disposition: string;
    readonly dispositionOn: string | null;
    readonly returnTo: string;
    readonly copiedOn: string | null;
    readonly seen: number;
    readonly batch: { readonly id: string; readonly name: string } | null;
    readonly item: { readonly id: string; readonly fileName: string } | null;
  };
  readonly possible: readonly MovementKind[];
  /** Why it may not be destroyed today. */
  readonly kept: readonly KeptBecause[];
  readonly movements: readonly MovementView[];
  /** Files on whose pages its label was seen. */
  readonly scannedWith: readonly { readonly itemId: string; readonly fileName: string; readonly page: number }[];
}

/** A thing with its whole life, newest first. @throws intake/object-not-found, intake/own-object */
export async function openObject(act: Act, id: string): Promise<ObjectView> {
  const row = await loadObject(act, id);
  const [line] = await linesOf(act, [row]);
  if (line === undefined) throw new Error('A thing that was loaded has a line.');
  const { patient_id: patientId, encounter_id: encounterId, batch_id: batchId, item_id: itemId } = row;
  const encounter =
    patientId === null || encounterId === null
      ? undefined
      : await act.tx
          .selectFrom('encounters.encounter')
          .select(['id', 'visit_number', 'started_at'])
          .where('patient_id', '=', patientId)
          .where('id', '=', encounterId)
          .executeTakeFirst();
  const batch =
    batchId === null
      ? undefined
      : await act.tx
          .selectFrom('intake.batch')
          .select(['id', 'name', 'number'])
          .where('id', '=', batchId)
          .executeTakeFirst();
  const item =
    itemId === null
      ? undefined
      : await act.tx.selectFrom('intake.item').select(['id', 'file_name']).where('id', '=', itemId).executeTakeFirst();
  return {
    object: {
      ...line,
      encounter:
        encounter === undefined
          ? null
          : {
              ...{ id: encounter.id, visitNumber: encounter.visit_number },
              startedAt: encounter.started_at?.toISOString() ?? null,
            },
      maker: row.maker,
      madeOn: row.made_on,
      receivedHow: row.received_how,
      receivedFrom: row.received_from,
      condition: row.condition,
      conditionNote: row.condition_note,
      readable: row.readable,
      contains: row.contains,
      disposition: row.disposition,
      dispositionOn: row.disposition_on,
      returnTo: row.return_to,
      copiedOn: row.copied_on,
      seen: row.movements,
      batch: batch === undefined ? null : { id: batch.id, name: batch.name ?? String(batch.number) },
      item: item === undefined ? null : { id: item.id, fileName: item.file_name },
    },
    possible: derivePossibleMovements(row.state as ObjectState), // CHECK object_state_is_known
    kept: await whyKept(act, row),
    movements: await movementsOf(act, id),
    scannedWith: await pagesShowing(act, row.number),
  };
}

/** The thing whose label was read, or whose number was typed. */
export async function findObject(act: Act, text: string): Promise<{ id: string | null; number: string }> {
  const number = readObjectNumber(text);
  if (number === undefined || number === 'damaged')
    throw problems.notAnObject({
      ...{ detail: 'Nothing was opened. The label is damaged or is none of a thing: type its number.', at: 'number' },
    });
  const row = await act.tx
    .selectFrom('intake.object')
    .select(['id', 'patient_id'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (row !== undefined)
    act.note({ subjectIds: [row.id], ...(row.patient_id === null ? {} : { patientIds: [row.patient_id] }) });
  return { id: row?.id ?? null, number };
}

async function movementsOf(act: Act, objectId: string): Promise<MovementView[]> {
  const rows = await act.tx
    .selectFrom('intake.object_movement as m')
    .leftJoin('documents.document as d', (join) =>
      join.onRef('d.patient_id', '=', 'm.document_patient_id').onRef('d.id', '=', 'm.document_id'),
    )
    .selectAll('m')
    .select(['d.type_code', 'd.title'])
    .where('object_id', '=', objectId)
    .orderBy('number', 'desc')
    .limit(MOST_MOVEMENTS)
    .execute();
  const keepers = await keepersNamed(
    act,
    rows.flatMap((row) => [row.place_id, row.custodian_id]),
  );
  const names = await nameOfPatients(
    act,
    rows.flatMap((row) => row.of_patient_id ?? []),
  );
  return rows.map((row) => {
    const patient = row.of_patient_id === null ? undefined : names.get(row.of_patient_id);
    return {
      number: row.number,
      kind: row.kind as MovementKind, // CHECK movement_is_known
      place: row.place_id === null ? null : (keepers.get(row.place_id)?.name ?? null),
      custodian: row.custodian_id === null ? null : (keepers.get(row.custodian_id) ?? null),
      recipient: row.recipient,
      recipientName: row.recipient_name,
      identityChecked: row.identity_checked,
      dueOn: row.due_on,
      patient: patient === undefined ? null : { id: patient.id, name: patient.name },
      // A document that the asker may not see leaves no name here.
      document:
        row.document_id === null || row.document_patient_id === null || row.type_code === null
          ? null
          : {
              ...{ patientId: row.document_patient_id, id: row.document_id },
              name: row.title ?? findType(row.type_code)?.name ?? row.type_code,
            },
      disposition: row.disposition,
      method: row.method,
      witness: row.witness,
      note: row.note,
      at: row.moved_at.toISOString(),
      by: row.moved_name,
    };
  });
}

async function pagesShowing(act: Act, number: string): Promise<ObjectView['scannedWith']> {
  const rows = await act.tx
    .selectFrom('intake.object_page as p')
    .innerJoin('intake.item as i', 'i.id', 'p.item_id')
    .select(['p.item_id', 'i.file_name', 'p.page_number'])
    .where('p.object_number', '=', number)
    .orderBy('p.item_id')
    .orderBy('p.page_number')
    .limit(MOST_PAGES)
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, fileName: row.file_name, page: row.page_number }));
}

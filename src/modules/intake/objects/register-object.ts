import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { openItem } from '../../worklist/index.ts';
import { appendMovement } from './append-movement.ts';
import type { OBJECT_CONDITIONS, OBJECT_KINDS, READABLE, RECEIVED_HOW } from './contract.ts';
import { deriveObjectNumber, readObjectNumber } from './derive-object-number.ts';
import { type Disposition } from './derive-object-due.ts';
import { findOwner } from './find-owner.ts';
import { loadObject, todayOf } from './load-object.ts';
import { type Keeper, nameKeeper } from './name-keeper.ts';
import { problems } from './problems.ts';

export interface ObjectWords {
  readonly kind: (typeof OBJECT_KINDS)[number];
  readonly description: string;
  readonly maker?: string | undefined;
  readonly madeOn?: string | undefined;
  readonly receivedOn?: string | undefined;
  readonly receivedHow: (typeof RECEIVED_HOW)[number];
  readonly receivedFrom?: string | undefined;
  readonly piece?: number | undefined;
  readonly pieces?: number | undefined;
  readonly condition: (typeof OBJECT_CONDITIONS)[number];
  readonly conditionNote?: string | undefined;
  readonly readable: (typeof READABLE)[number];
  readonly contains?: string | undefined;
}

export interface RegisterObject extends ObjectWords {
  readonly facilityId: string;
  /** Of a label that was stuck on before; else the system gives one. */
  readonly number?: string | undefined;
  readonly patientId?: string | undefined;
  readonly encounterId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly place: string;
  readonly custodian?: Keeper | undefined;
  readonly disposition: Disposition;
  readonly dispositionOn?: string | undefined;
  readonly returnTo?: string | undefined;
}

/** After this somebody should have found out whose it is. */
const ASSIGNED_WITHIN_MS = 24 * 3_600_000;

/**
 * A thing reaches the desk. Without a patient it waits until somebody finds out whose it is.
 * @throws intake/not-an-object, intake/object-number-taken, patients/not-found
 */
export async function registerObject(act: Act, input: RegisterObject): Promise<{ id: string; number: string }> {
  if (input.encounterId !== undefined && input.patientId === undefined)
    throw wrong('A visit is of a patient: choose the patient too.', 'patientId');
  const owner =
    input.patientId === undefined
      ? { patientId: null, encounterId: null, labels: '0' }
      : await findOwner(act, { patientId: input.patientId, encounterId: input.encounterId });
  await mustHaveCome(act, input);
  const facts = describedAs(input, await todayOf(act, input.facilityId));
  const place = await nameKeeper(act, input.facilityId, { kind: 'place', name: mustSay(input.place, 'place') });
  const custodian = input.custodian === undefined ? null : await nameKeeper(act, input.facilityId, input.custodian);
  const id = newId();
  const number = input.number === undefined ? await nextNumber(act) : labelOf(input.number);
  const written = await act.tx
    .insertInto('intake.object')
    .values({
      ...facts,
      ...plannedAs(input),
      id,
      facility_id: input.facilityId,
      labels: owner.labels,
      number,
      patient_id: owner.patientId,
      encounter_id: owner.encounterId,
      batch_id: input.batchId ?? null,
      item_id: input.itemId ?? null,
      registered_at: act.now,
      registered_by: act.actor.id,
      state: 'here',
      state_since: act.now,
      place_id: place,
      custodian_id: custodian,
    })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written === undefined)
    throw problems.objectNumberTaken({
      ...{ detail: 'Nothing was recorded. Scan the label to see the other thing, and stick a new label on this one.' },
      at: 'number',
    });
  await appendMovement(act, await loadObject(act, id, { lock: true }), {
    ...{ kind: 'registered', placeId: place, custodianId: custodian },
    more: { of_patient_id: owner.patientId },
  });
  if (owner.patientId === null)
    await openItem(act, {
      ...{ kind: 'intake.object-unassigned', module: 'intake', subjectId: id, facilityId: input.facilityId },
      ...{ permission: 'intake/keep-objects', dueAt: new Date(act.now.getTime() + ASSIGNED_WITHIN_MS) },
    });
  return { id, number };
}

/** What a person says of the thing, as columns. @throws intake/not-an-object */
export function describedAs(words: ObjectWords, today: string) {
  const { piece = 1, pieces = 1, receivedOn = today, madeOn } = words;
  if (piece > pieces) throw wrong('There are fewer pieces than the number of this one.', 'piece');
  if (receivedOn > today) throw wrong('The day of receipt has not come yet.', 'receivedOn');
  if (madeOn !== undefined && madeOn > receivedOn)
    throw wrong('It was made after it was received: check both days.', 'madeOn');
  return {
    kind: words.kind,
    description: mustSay(words.description, 'description'),
    maker: plain(words.maker),
    made_on: madeOn ?? null,
    received_on: receivedOn,
    received_how: words.receivedHow,
    received_from: plain(words.receivedFrom),
    piece,
    pieces,
    condition: words.condition,
    condition_note: plain(words.conditionNote),
    readable: words.readable,
    contains: plain(words.contains),
  };
}

/** What is to become of it, as columns. @throws intake/not-an-object */
export function plannedAs(plan: Pick<RegisterObject, 'disposition' | 'dispositionOn' | 'returnTo'>) {
  if (plan.disposition === 'keep-until' && plan.dispositionOn === undefined)
    throw wrong('Say until which day it is kept.', 'dispositionOn');
  if (plan.disposition === 'return' && plain(plan.returnTo) === '')
    throw wrong('Say to whom it goes back.', 'returnTo');
  return {
    disposition: plan.disposition,
    disposition_on: plan.disposition === 'keep' ? null : (plan.dispositionOn ?? null),
    return_to: plan.disposition === 'return' ? plain(plan.returnTo) : '',
  };
}

async function nextNumber(act: Act): Promise<string> {
  const { rows } = await sql<{ given: string }>`SELECT nextval('intake.object_number') AS given`.execute(act.tx);
  return deriveObjectNumber(Number(rows[0]?.given));
}

/** The form `OBJ-` is ours to give: a label stuck on before has another, or was registered already. */
function labelOf(text: string): string {
  const number = readObjectNumber(text);
  if (number === undefined || number === 'damaged')
    throw wrong('The label cannot be read as a number of letters, digits and single hyphens.', 'number');
  if (/^OBJ-\d+$/.test(number)) throw wrong('Numbers with OBJ are given by the system: leave the label out.', 'number');
  return number;
}

/** The stack or file it came with is one that the person may see. */
async function mustHaveCome(act: Act, { batchId, itemId }: RegisterObject): Promise<void> {
  for (const [table, id] of [
    ['intake.batch', batchId],
    ['intake.item', itemId],
  ] as const) {
    if (id === undefined) continue;
    const found = await act.tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
    if (found === undefined)
      throw wrong('What it came with is not there, or not one you may see.', batchId === id ? 'batchId' : 'itemId');
  }
}

const plain = (text: string | undefined) => (text ?? '').trim();

function mustSay(text: string, at: string): string {
  if (text.trim() === '') throw wrong('Something is left empty.', at);
  return text.trim();
}

const wrong = (why: string, at: string) => problems.notAnObject({ detail: `Nothing was recorded. ${why}`, at });

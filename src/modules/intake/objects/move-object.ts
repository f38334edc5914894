import type { Act } from '../../../platform/act.ts';
import { memberIds } from '../../patients/index.ts';
import { appendMovement, mustBeAsSeen, type NewMovement } from './append-movement.ts';
import { loadObject, type ObjectRow, todayOf } from './load-object.ts';
import { type Keeper, nameKeeper } from './name-keeper.ts';
import type { DisclosedOn } from './contract.ts';
import { problems } from './problems.ts';

export type MoveObject = { readonly id: string; readonly seen: number; readonly note?: string | undefined } & (
  | { readonly kind: 'moved'; readonly place?: string | undefined; readonly custodian?: Keeper | undefined }
  | { readonly kind: 'loaned'; readonly custodian: Keeper; readonly dueOn: string }
  | { readonly kind: 'returned' | 'found'; readonly place: string; readonly custodian?: Keeper | undefined }
  | {
      readonly kind: 'handed-over';
      readonly recipient: 'patient' | 'representative' | 'designee';
      readonly recipientName?: string | undefined;
      readonly identityChecked: string;
      /** What it rests on, for the disclosure log; to the patient and a representative it is their own right. */
      readonly basis?: DisclosedOn | undefined;
      readonly purpose?: string | undefined;
    }
  | {
      readonly kind: 'sent';
      readonly organisation: string;
      readonly method: string;
      readonly basis?: DisclosedOn | undefined;
      readonly purpose?: string | undefined;
    }
  | { readonly kind: 'copied'; readonly documentId: string }
  | { readonly kind: 'lost' }
);

/**
 * What was done with a thing. `seen` is the number of the movement that the person saw last.
 * @throws intake/object-not-found, intake/object-changed, intake/movement-impossible, intake/movement-incomplete
 */
export async function moveObject(act: Act, input: MoveObject): Promise<{ number: number }> {
  const object = await loadObject(act, input.id, { lock: true });
  mustBeAsSeen(object, input.seen);
  const movement = await movementOf(act, object, input);
  return appendMovement(act, object, { ...movement, more: { ...movement.more, note: plain(input.note) } });
}

async function movementOf(act: Act, object: ObjectRow, input: MoveObject): Promise<NewMovement> {
  const keeper = (named: Keeper | undefined) =>
    named === undefined || plain(named.name) === '' ? null : nameKeeper(act, object.facility_id, named);
  const place = (name: string | undefined) => keeper({ kind: 'place', name: name ?? '' });
  switch (input.kind) {
    case 'moved': {
      const [to, by] = [await place(input.place), await keeper(input.custodian)];
      if (to === null && by === null) throw missing('Say where it was put, or who has it now.', 'place');
      return { kind: 'moved', placeId: to, custodianId: by };
    }
    case 'loaned':
      return {
        kind: 'loaned',
        custodianId: await borrower(input.custodian, keeper),
        dueOn: await dayOfReturn(act, object, input.dueOn),
      };
    case 'returned':
    case 'found': {
      const to = await place(input.place);
      if (to === null) throw missing('Say where it was put.', 'place');
      return { kind: input.kind, placeId: to, custodianId: await keeper(input.custodian) };
    }
    case 'handed-over':
      return handedOver(object, input);
    case 'sent': {
      const to = await keeper({ kind: 'organisation', name: input.organisation });
      if (to === null) throw missing('Say to which organisation it was sent.', 'organisation');
      if (plain(input.method) === '') throw missing('Say how it was sent, with the number of the parcel.', 'method');
      if (input.basis === undefined && object.patient_id !== null)
        throw missing('Say on what basis it leaves: the disclosure log needs it.', 'basis');
      return { kind: 'sent', custodianId: to, more: { method: plain(input.method), ...leaving(input) } };
    }
    case 'copied':
      return { kind: 'copied', more: await documentOf(act, object, input.documentId) };
    case 'lost':
      if (plain(input.note) === '') throw missing('Say when it was seen last and where it was looked for.', 'note');
      return { kind: 'lost' };
  }
}

async function borrower(named: Keeper, keeper: (named: Keeper) => Promise<string> | null): Promise<string> {
  const id = await keeper(named);
  if (id === null) throw missing('Say who borrows it.', 'custodian');
  return id;
}

async function dayOfReturn(act: Act, object: ObjectRow, dueOn: string): Promise<string> {
  if (dueOn < (await todayOf(act, object.facility_id))) throw missing('The day of return has passed already.', 'dueOn');
  return dueOn;
}

function handedOver(object: ObjectRow, input: Extract<MoveObject, { kind: 'handed-over' }>): NewMovement {
  if (object.patient_id === null)
    throw missing('Nobody knows whose it is: assign it to its patient before it is handed over.', 'patientId');
  if (plain(input.identityChecked) === '') throw missing('Say by what they proved who they are.', 'identityChecked');
  if (input.recipient !== 'patient' && plain(input.recipientName) === '')
    throw missing('Say who took it.', 'recipientName');
  const basis = input.basis ?? (input.recipient === 'designee' ? undefined : 'to-individual');
  if (basis === undefined) throw missing('Say on what basis it leaves: the disclosure log needs it.', 'basis');
  return {
    kind: 'handed-over',
    more: {
      ...leaving({ ...input, basis }),
      recipient: input.recipient,
      recipient_name: plain(input.recipientName),
      identity_checked: plain(input.identityChecked),
    },
  };
}

function leaving({ basis, purpose }: { basis?: DisclosedOn | undefined; purpose?: string | undefined }) {
  return { disclosure_basis: basis ?? null, purpose: plain(purpose) };
}

/** A document of the same person, under whichever registration. */
async function documentOf(act: Act, object: ObjectRow, documentId: string) {
  if (object.patient_id === null)
    throw missing('Nobody knows whose it is: assign it to its patient first.', 'patientId');
  const { ids } = await memberIds(act, object.patient_id);
  const found = await act.tx
    .selectFrom('documents.document')
    .select('patient_id')
    .where('patient_id', 'in', ids)
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (found === undefined) throw missing('Choose the document from the chart of this patient.', 'documentId');
  return { document_patient_id: found.patient_id, document_id: documentId };
}

const plain = (text: string | undefined) => (text ?? '').trim();
const missing = (why: string, at: string) =>
  problems.movementIncomplete({ detail: `Nothing was recorded. ${why}`, at });

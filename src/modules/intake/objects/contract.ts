import { type Static, type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { DISPOSITIONS } from './derive-object-due.ts';
import { MOVEMENTS, OBJECT_STATES } from './derive-object-state.ts';

export const OBJECT_KINDS = [
  ...(['cd', 'dvd', 'usb-stick', 'film', 'ecg-strip', 'fetal-strip'] as const),
  ...(['photo', 'slides', 'dental-cast', 'video-tape', 'other'] as const),
] as const;
export const RECEIVED_HOW = ['mail', 'courier', 'patient', 'staff', 'unit', 'with-paper', 'other'] as const;
export const OBJECT_CONDITIONS = ['good', 'worn', 'damaged', 'broken'] as const;
export const READABLE = ['yes', 'no', 'not-tried'] as const;
export const CUSTODIANS = ['person', 'unit', 'organisation'] as const;
export const RECIPIENTS = ['patient', 'representative', 'designee'] as const;
/** `return`: it goes back to whoever owns it, which tells them nothing they did not have. */
export const DISCLOSED_ON = [
  'to-individual',
  'authorization',
  'treatment',
  'care-involvement',
  'required-by-law',
  'return',
] as const;
export type DisclosedOn = (typeof DISCLOSED_ON)[number];
export const MOST_PIECES = 1_000;

// Spreading loses which strings they are.
const oneOf = <const T extends string[]>(names: readonly [...T]) => Type.Enum([...names] as [...T]);
const orNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Short = Type.String({ maxLength: 200 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Note = Type.String({ maxLength: 1_000 });
const Reason = Type.String({ minLength: 1, maxLength: 1_000 });
/** Number of the movement that the person saw last. */
const Seen = Type.Integer({ minimum: 1 });
const byId = Type.Object({ id: Id });
const strict = { additionalProperties: false } as const;

const Custodian = Type.Object({ kind: oneOf(CUSTODIANS), name: Name }, strict);
const words = {
  kind: oneOf(OBJECT_KINDS),
  description: Type.String({ minLength: 1, maxLength: 300 }),
  maker: Type.Optional(Short),
  madeOn: Type.Optional(Day),
  /** Today, when left out. */
  receivedOn: Type.Optional(Day),
  receivedHow: oneOf(RECEIVED_HOW),
  receivedFrom: Type.Optional(Short),
  piece: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PIECES })),
  pieces: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PIECES })),
  condition: oneOf(OBJECT_CONDITIONS),
  conditionNote: Type.Optional(Short),
  readable: oneOf(READABLE),
  contains: Type.Optional(Type.String({ maxLength: 4_000 })),
};
const plan = {
  disposition: oneOf(DISPOSITIONS),
  dispositionOn: Type.Optional(Day),
  returnTo: Type.Optional(Short),
};

const Kept = Type.Object({ kind: Type.String(), name: Type.String() });
const line = {
  id: Type.String(),
  number: Type.String(),
  kind: Type.String(),
  description: Type.String(),
  piece: Type.Integer(),
  pieces: Type.Integer(),
  receivedOn: Type.String(),
  registeredAt: Type.String({ format: 'date-time' }),
  patient: orNull(Type.Object({ id: Type.String(), name: Type.String(), mrn: Text })),
  assigned: Type.Boolean(),
  state: oneOf(OBJECT_STATES),
  since: Type.String({ format: 'date-time' }),
  place: Text,
  custodian: orNull(Kept),
  dueBackOn: Text,
  due: orNull(
    Type.Object({
      what: oneOf(['back', 'return', 'destroy', 'decide'] as const),
      on: Type.String(),
      now: Type.Boolean(),
    }),
  ),
};
const Line = Type.Object(line);
const Numbered = Type.Object({ number: Type.Integer() });

const seen = { seen: Seen, note: Type.Optional(Note) };
/** For the disclosure log; asked for unless it goes to the patient or a representative. */
const leaves = { basis: Type.Optional(oneOf(DISCLOSED_ON)), purpose: Type.Optional(Short) };
const Movement = Type.Union([
  Type.Object(
    { kind: Type.Literal('moved'), ...seen, place: Type.Optional(Short), custodian: Type.Optional(Custodian) },
    strict,
  ),
  Type.Object({ kind: Type.Literal('loaned'), ...seen, custodian: Custodian, dueOn: Day }, strict),
  Type.Object(
    { kind: oneOf(['returned', 'found'] as const), ...seen, place: Name, custodian: Type.Optional(Custodian) },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('handed-over'),
      ...seen,
      recipient: oneOf(RECIPIENTS),
      recipientName: Type.Optional(Short),
      identityChecked: Name,
      ...leaves,
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('sent'), ...seen, organisation: Name, method: Name, ...leaves }, strict),
  Type.Object({ kind: Type.Literal('copied'), ...seen, documentId: Id }, strict),
  Type.Object({ kind: Type.Literal('lost'), ...seen, note: Reason }, strict),
]);
export type MovementBody = Static<typeof Movement>;

export const objects = {
  list: endpoint({
    method: 'GET',
    path: '/intake/objects',
    summary: 'Things that are not sheets, newest first; or what is due, longest first',
    query: Type.Object({
      state: Type.Optional(oneOf(OBJECT_STATES)),
      kind: Type.Optional(oneOf(OBJECT_KINDS)),
      placeId: Type.Optional(Id),
      custodianId: Type.Optional(Id),
      show: Type.Optional(oneOf(['due', 'unassigned'] as const)),
      /** Pages on: both of the last line. */
      beforeAt: Type.Optional(Type.String({ format: 'date-time' })),
      beforeId: Type.Optional(Id),
    }),
    response: Type.Object({ objects: Type.Array(Line), more: Type.Boolean() }),
  }),
  register: endpoint({
    method: 'POST',
    path: '/intake/objects',
    summary: 'Register a thing that is not a sheet; without a patient it waits to be assigned',
    body: Type.Object(
      {
        ...words,
        ...plan,
        facilityId: Type.Optional(Id),
        /** Of a label stuck on before; left out, the system gives one. */
        number: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        patientId: Type.Optional(Id),
        encounterId: Type.Optional(Id),
        batchId: Type.Optional(Id),
        itemId: Type.Optional(Id),
        place: Name,
        custodian: Type.Optional(Custodian),
      },
      strict,
    ),
    response: Type.Object({ id: Type.String(), number: Type.String() }),
    status: 201,
  }),
  find: endpoint({
    method: 'GET',
    path: '/intake/object',
    summary: 'The thing whose label was read by a wand, or whose number was typed',
    query: Type.Object({ number: Type.String({ minLength: 1, maxLength: 60 }) }),
    response: Type.Object({ id: Text, number: Type.String() }),
  }),
  keepers: endpoint({
    method: 'GET',
    path: '/intake/keepers',
    summary: 'Places and custodians that were named before, and the units of the facility',
    response: Type.Object({
      keepers: Type.Array(Type.Object({ id: Text, kind: Type.String(), name: Type.String() })),
    }),
  }),
  open: endpoint({
    method: 'GET',
    path: '/intake/objects/:id',
    summary: 'A thing with all that was done with it, newest first',
    params: byId,
    response: Type.Object({
      object: Type.Object({
        ...line,
        encounter: orNull(Type.Object({ id: Type.String(), visitNumber: Text, startedAt: Text })),
        maker: Type.String(),
        madeOn: Text,
        receivedHow: Type.String(),
        receivedFrom: Type.String(),
        condition: Type.String(),
        conditionNote: Type.String(),
        readable: Type.String(),
        contains: Type.String(),
        disposition: oneOf(DISPOSITIONS),
        dispositionOn: Text,
        returnTo: Type.String(),
        copiedOn: Text,
        seen: Type.Integer(),
        batch: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
        item: orNull(Type.Object({ id: Type.String(), fileName: Type.String() })),
      }),
      possible: Type.Array(oneOf(MOVEMENTS)),
      kept: Type.Array(Type.String()),
      movements: Type.Array(
        Type.Object({
          number: Type.Integer(),
          kind: oneOf(MOVEMENTS),
          place: Text,
          custodian: orNull(Kept),
          recipient: Text,
          recipientName: Type.String(),
          identityChecked: Type.String(),
          dueOn: Text,
          patient: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
          document: orNull(Type.Object({ patientId: Type.String(), id: Type.String(), name: Type.String() })),
          disposition: Text,
          method: Type.String(),
          witness: Type.String(),
          note: Type.String(),
          at: Type.String({ format: 'date-time' }),
          by: Type.String(),
        }),
      ),
      scannedWith: Type.Array(Type.Object({ itemId: Type.String(), fileName: Type.String(), page: Type.Integer() })),
    }),
  }),
  describe: endpoint({
    method: 'PUT',
    path: '/intake/objects/:id',
    summary: 'Correct what is said of a thing',
    params: byId,
    body: Type.Object({ ...words, seen: Seen }, strict),
    response: Numbered,
  }),
  assign: endpoint({
    method: 'POST',
    path: '/intake/objects/:id/patient',
    summary: 'Say whose a thing is; that it was somebody else’s needs a reason',
    params: byId,
    body: Type.Object(
      { seen: Seen, patientId: Id, encounterId: Type.Optional(Id), reason: Type.Optional(Note) },
      strict,
    ),
    response: Numbered,
  }),
  plan: endpoint({
    method: 'POST',
    path: '/intake/objects/:id/disposition',
    summary: 'Say what is to become of a thing, and why',
    params: byId,
    body: Type.Object({ seen: Seen, ...plan, reason: Reason }, strict),
    response: Numbered,
  }),
  move: endpoint({
    method: 'POST',
    path: '/intake/objects/:id/movements',
    summary: 'Record what was done with a thing: moved, lent, returned, handed over, sent, copied, lost, found',
    params: byId,
    body: Movement,
    response: Numbered,
    status: 201,
  }),
  destroy: endpoint({
    method: 'POST',
    path: '/intake/objects/:id/destruction',
    summary: 'Record that a thing was destroyed, with method, witness and the rule relied on',
    params: byId,
    body: Type.Object({ seen: Seen, method: Name, witness: Name, rule: Reason }, strict),
    response: Numbered,
    status: 201,
  }),
  label: endpoint({
    method: 'GET',
    path: '/intake/objects/:id/label.pdf',
    summary: 'Barcode label of a thing, 4 by 2 inches',
    kind: 'download',
    params: byId,
  }),
  ofPatient: endpoint({
    method: 'GET',
    path: '/patients/:patientId/objects',
    summary: 'Things kept of a patient that are not sheets, with where they are now',
    params: Type.Object({ patientId: Id }),
    response: Type.Object({ objects: Type.Array(Line) }),
  }),
  ofItem: endpoint({
    method: 'GET',
    path: '/intake/items/:id/objects',
    summary: 'Things that a file came with: their label is on a page, or they were taken from it',
    params: byId,
    response: Type.Object({ objects: Type.Array(Line), unknown: Type.Array(Type.String()) }),
  }),
} as const;

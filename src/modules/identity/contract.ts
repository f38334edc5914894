import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { qualityContract } from './quality/contract.ts';
import { ratesContract } from './rates/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Reason = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const ofId = Type.Object({ id: Id });
const Texts = Type.Array(Type.String());

const Named = Type.Object({
  id: Id,
  name: Type.String(),
  birthDate: orNull(Type.String()),
  mrn: orNull(Type.String()),
});
const Field = Type.Object({ field: Type.String(), level: Type.String(), weight: Type.Number() });

const Side = Type.Object({
  id: Id,
  facilityId: Id,
  version: Type.Integer(),
  mrn: orNull(Type.String()),
  name: Type.String(),
  otherNames: Texts,
  birthDate: orNull(Type.String()),
  sex: Type.String(),
  language: orNull(Type.String()),
  death: orNull(Type.String()),
  identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
  phones: Texts,
  emails: Texts,
  addresses: Texts,
  flags: Texts,
  registrations: Type.Integer(),
  /** How much of each kind of fact hangs on it. */
  counts: Type.Record(Type.String(), Type.Integer()),
});

const FieldChoice = oneOf(['survivor', 'retired']);
const ContactChoice = oneOf(['survivor', 'retired', 'both']);
const Choices = Type.Object(
  {
    name: Type.Optional(FieldChoice),
    birthDate: Type.Optional(FieldChoice),
    sex: Type.Optional(FieldChoice),
    language: Type.Optional(FieldChoice),
    death: Type.Optional(FieldChoice),
    phone: Type.Optional(ContactChoice),
    email: Type.Optional(ContactChoice),
    address: Type.Optional(ContactChoice),
  },
  { additionalProperties: false },
);

const Fact = {
  id: Id,
  patientId: Id,
  kind: Type.String(),
  title: Type.String(),
  day: orNull(Type.String()),
};

const Day = Type.String({ format: 'date' });
const Word = Type.String({ maxLength: 200 });

const Correction = Type.Object({
  id: Id,
  patient: orNull(Named),
  documentId: Id,
  title: Type.String(),
  wrong: Type.String(),
  note: Type.String(),
  reportedAt: Moment,
  reportedBy: Type.String(),
  answer: orNull(
    Type.Object({
      outcome: Type.String(),
      text: Type.String(),
      at: Moment,
      by: Type.String(),
      seenAt: orNull(Moment),
    }),
  ),
});

export const contract = {
  ...qualityContract,
  ...ratesContract,
  listPairs: endpoint({
    method: 'GET',
    path: '/identity/pairs',
    summary: 'Registrations that may be one person and wait for a decision, the likeliest first',
    query: Type.Object({
      kind: Type.Optional(oneOf(['duplicate', 'overlap'])),
      facilityId: Type.Optional(Id),
      least: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    }),
    response: Type.Object({
      more: Type.Boolean(),
      pairs: Type.Array(
        Type.Object({
          id: Id,
          kind: Type.String(),
          probability: Type.Number(),
          foundAt: Moment,
          foundHow: Type.String(),
          agree: Texts,
          differ: Texts,
          left: Named,
          right: Named,
        }),
      ),
    }),
  }),
  namePair: endpoint({
    method: 'POST',
    path: '/identity/pairs',
    summary: 'Name two registrations to be compared',
    body: Type.Object({ patientId: Id, otherId: Id }, { additionalProperties: false }),
    response: ofId,
    status: 201,
  }),
  openPair: endpoint({
    method: 'GET',
    path: '/identity/pairs/:id',
    summary:
      'Two registrations side by side: what agrees, what does not, how much hangs on each; the dry run of a merge',
    params: ofId,
    response: Type.Object({
      id: Id,
      kind: Type.String(),
      probability: Type.Number(),
      fields: Type.Array(Field),
      foundAt: Moment,
      settledHow: orNull(Type.String()),
      left: Side,
      right: Side,
      warnings: Texts,
      verdicts: Type.Array(
        Type.Object({
          verdict: Type.String(),
          reason: Type.String(),
          mergeId: orNull(Id),
          at: Moment,
          by: Type.String(),
        }),
      ),
    }),
  }),
  sayVerdict: endpoint({
    method: 'POST',
    path: '/identity/pairs/:id/verdict',
    summary: 'Two people (remembered), two people never to be merged, not to be told, or a former verdict was wrong',
    params: ofId,
    body: Type.Object(
      { verdict: oneOf(['different', 'kept-apart', 'unsure', 'withdrawn']), reason: Reason },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  merge: endpoint({
    method: 'POST',
    path: '/identity/pairs/:id/merge',
    summary: 'One person: merge, or link two facilities, with the values that stand chosen field by field',
    params: ofId,
    body: Type.Object(
      {
        survivorId: Id,
        fields: Choices,
        reason: Reason,
        versions: Type.Array(Type.Object({ id: Id, version: Type.Integer() }), { minItems: 2, maxItems: 2 }),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ mergeId: Id }),
  }),
  listMerges: endpoint({
    method: 'GET',
    path: '/identity/merges',
    summary: 'Merges, the newest first, with how many systems have still to be told',
    response: Type.Object({
      merges: Type.Array(
        Type.Object({
          id: Id,
          retired: Named,
          survivor: Named,
          at: Moment,
          by: Type.String(),
          undoneAt: orNull(Moment),
          owed: Type.Integer(),
        }),
      ),
    }),
  }),
  openMerge: endpoint({
    method: 'GET',
    path: '/identity/merges/:id',
    summary: 'One merge: who was told, what was filed since',
    params: ofId,
    response: Type.Object({
      id: Id,
      retired: orNull(Named),
      survivor: orNull(Named),
      reason: Type.String(),
      at: Moment,
      by: Type.String(),
      undone: orNull(Type.Object({ reason: Type.String(), at: Moment, by: Type.String() })),
      notices: Type.Array(
        Type.Object({
          id: Id,
          undone: Type.Boolean(),
          system: Type.String(),
          how: Type.String(),
          instructions: Type.String(),
          toldAt: orNull(Moment),
          toldBy: orNull(Type.String()),
          toldHow: orNull(Type.String()),
          note: orNull(Type.String()),
        }),
      ),
      facts: Type.Array(Type.Object({ ...Fact, decision: orNull(Type.String()) })),
    }),
  }),
  unmerge: endpoint({
    method: 'POST',
    path: '/identity/merges/:id/undo',
    summary: 'Undo a merge: both stand again as they did',
    params: ofId,
    body: Type.Object({ reason: Reason }, { additionalProperties: false }),
    status: 204,
  }),
  assignFact: endpoint({
    method: 'POST',
    path: '/identity/merges/:id/facts/:factId',
    summary: 'Say whose a fact is that was filed while the two were one',
    params: Type.Object({ id: Id, factId: Id }),
    body: Type.Object({ decision: oneOf(['stays', 'moved']) }, { additionalProperties: false }),
    status: 204,
  }),
  openNotice: endpoint({
    method: 'GET',
    path: '/identity/notices/:id',
    summary: 'Which merge a notice is about',
    params: ofId,
    response: Type.Object({ id: Id, mergeId: Id, system: Type.String(), undone: Type.Boolean() }),
  }),
  tickNotice: endpoint({
    method: 'POST',
    path: '/identity/notices/:id/told',
    summary: 'Tick off that a downstream system was told',
    params: ofId,
    body: Type.Object(
      {
        how: oneOf(['message', 'in-the-system', 'by-phone', 'not-needed']),
        note: Type.Optional(Type.String({ maxLength: 500 })),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  settings: endpoint({
    method: 'GET',
    path: '/identity/settings',
    summary: 'Cut-off, downstream systems and how far the whole register was gone through',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      facilityId: Id,
      least: Type.Number(),
      precision: Type.Object({
        steps: Type.Array(
          Type.Object({
            from: Type.Number(),
            judged: Type.Integer(),
            one: Type.Integer(),
            lost: Type.Integer(),
          }),
        ),
        proposed: orNull(Type.Number()),
      }),
      whole: orNull(Type.Object({ begunAt: orNull(Moment), done: Type.Integer(), finishedAt: orNull(Moment) })),
      downstream: Type.Array(
        Type.Object({
          id: Id,
          facilityId: Id,
          name: Type.String(),
          how: Type.String(),
          instructions: Type.String(),
        }),
      ),
    }),
  }),
  setCutoff: endpoint({
    method: 'PUT',
    path: '/identity/cutoff',
    summary: 'Set from which probability on pairs are put before a person',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    body: Type.Object(
      { least: Type.Number({ minimum: 0.05, maximum: 1 }), reason: Reason },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  addDownstream: endpoint({
    method: 'POST',
    path: '/identity/downstream',
    summary: 'Name a system that must learn of merges',
    body: Type.Object(
      {
        facilityId: Type.Optional(Id),
        name: Type.String({ minLength: 2, maxLength: 100, pattern: '\\S' }),
        how: oneOf(['message', 'task']),
        instructions: Type.Optional(Type.String({ maxLength: 1_000 })),
      },
      { additionalProperties: false },
    ),
    response: ofId,
    status: 201,
  }),
  endDownstream: endpoint({
    method: 'DELETE',
    path: '/identity/downstream/:id',
    summary: 'A system learns of merges no longer',
    params: ofId,
    status: 204,
  }),
  lookThrough: endpoint({
    method: 'POST',
    path: '/identity/look-through',
    summary: 'Have the whole register gone through for pairs',
    status: 204,
  }),
  reportCorrection: endpoint({
    method: 'POST',
    path: '/identity/corrections',
    summary: 'Report that a document stands under the wrong patient, visit, date or type',
    body: Type.Object(
      {
        patientId: Id,
        documentId: Id,
        wrong: oneOf(['patient', 'encounter', 'date', 'type']),
        note: Reason,
      },
      { additionalProperties: false },
    ),
    response: ofId,
    status: 201,
  }),
  listCorrections: endpoint({
    method: 'GET',
    path: '/identity/corrections',
    summary: 'Documents reported as standing wrongly, the oldest first',
    response: Type.Object({ corrections: Type.Array(Correction) }),
  }),
  openCorrection: endpoint({
    method: 'GET',
    path: '/identity/corrections/:id',
    summary: 'One report with its answer',
    params: ofId,
    response: Correction,
  }),
  answerCorrection: endpoint({
    method: 'POST',
    path: '/identity/corrections/:id/answer',
    summary: 'Corrected, or it stands; the reporter is told',
    params: ofId,
    body: Type.Object({ outcome: oneOf(['corrected', 'stands']), answer: Reason }, { additionalProperties: false }),
    status: 204,
  }),
  seeAnswer: endpoint({
    method: 'POST',
    path: '/identity/corrections/:id/seen',
    summary: 'The reporter saw the answer',
    params: ofId,
    status: 204,
  }),
  listOverlays: endpoint({
    method: 'GET',
    path: '/identity/overlays',
    summary: 'Records that seem to hold two people; their release is frozen',
    response: Type.Object({
      overlays: Type.Array(
        Type.Object({ id: Id, patient: Named, what: Type.String(), reportedAt: Moment, reportedBy: Type.String() }),
      ),
    }),
  }),
  reportOverlay: endpoint({
    method: 'POST',
    path: '/identity/overlays',
    summary: 'Report that a record seems to hold two people; freezes its release',
    body: Type.Object({ patientId: Id, what: Reason }, { additionalProperties: false }),
    response: ofId,
    status: 201,
  }),
  openOverlay: endpoint({
    method: 'GET',
    path: '/identity/overlays/:id',
    summary: 'One overlaid record: all that stands in it and whose it is',
    params: ofId,
    response: Type.Object({
      id: Id,
      patient: orNull(Named),
      second: orNull(Named),
      what: Type.String(),
      reportedAt: Moment,
      reportedBy: Type.String(),
      settled: orNull(Type.Object({ outcome: Type.String(), reason: Type.String(), at: Moment, by: Type.String() })),
      otherQuestions: Texts,
      facts: Type.Array(Type.Object({ ...Fact, whose: orNull(oneOf(['first', 'second'])), moved: Type.Boolean() })),
    }),
  }),
  nameSecond: endpoint({
    method: 'POST',
    path: '/identity/overlays/:id/second',
    summary: 'Who the second person is: a registration, or facts to register',
    params: ofId,
    body: Type.Object(
      {
        patientId: Type.Optional(Id),
        family: Type.Optional(Word),
        given: Type.Optional(Word),
        birthDate: Type.Optional(Day),
        sex: Type.Optional(oneOf(['male', 'female', 'other', 'unknown'])),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ secondId: Id }),
  }),
  chooseWhose: endpoint({
    method: 'POST',
    path: '/identity/overlays/:id/choices',
    summary: 'Say whose documents and visits of an overlaid record are',
    params: ofId,
    body: Type.Object(
      {
        whose: oneOf(['first', 'second']),
        facts: Type.Array(Type.Object({ kind: oneOf(['document', 'encounter']), id: Id }), {
          minItems: 1,
          maxItems: 500,
        }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  moveToSecond: endpoint({
    method: 'POST',
    path: '/identity/overlays/:id/move/:patientId/:documentId',
    summary: 'Move one document of the second person into their own chart',
    params: Type.Object({ id: Id, patientId: Id, documentId: Id }),
    response: Type.Object({ documentId: Id }),
  }),
  settleOverlay: endpoint({
    method: 'POST',
    path: '/identity/overlays/:id/outcome',
    summary: 'Divided, or one person after all; release goes on unless the identity is in question for another reason',
    params: ofId,
    body: Type.Object({ outcome: oneOf(['split', 'one-person']), reason: Reason }, { additionalProperties: false }),
    response: Type.Object({ stillFrozen: Type.Boolean() }),
  }),
} as const;

import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { BATES_PREFIX } from '../making/contract.ts';
import { STATUSES } from '../derive-status.ts';
import {
  ASSURANCES,
  COURT_DECISIONS,
  COURT_NEEDS,
  COURT_PAPERS,
  ISSUERS,
  OBJECTION_KINDS,
  PROCESS_KINDS,
  SERVED_HOW,
} from './words.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Word = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Words = Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = <const T extends string[]>(words: [...T]) => Type.Enum(words);
const NullText = Nullable(Type.String());
const NullDay = Nullable(Day);
const closed = { additionalProperties: false } as const;
const Made = { at: Moment, by: Type.String() };
const Kind = oneOf([...PROCESS_KINDS]);
const Needs = Type.Array(oneOf([...COURT_NEEDS]));
const MOST_CENTS = 100_000_00;

/** Legal holidays that were not counted. */
const DaysOff = Type.Array(Type.Object({ on: Day, text: Type.String(), cite: Type.String() }));
const System = oneOf(['federal', 'state']);
const Due = Nullable(
  Type.Object({
    dueOn: Day,
    from: oneOf(['return-date', 'state-clock']),
    /** Business days; below zero once it has passed. */
    daysLeft: Type.Integer(),
    near: Type.Boolean(),
    isToday: Type.Boolean(),
    daysOff: DaysOff,
  }),
);
const Reason = Type.Object({
  ruleId: Type.String(),
  version: Type.Optional(Type.String()),
  cite: Type.Optional(Type.String()),
  text: Type.String(),
});
/** A paper that intake brought to the case, or where it lies. */
const Paper = Type.Object({ itemId: Type.Optional(Id), words: Type.Optional(Word) }, closed);

const Process = Type.Object({
  id: Id,
  court: Type.String(),
  courtSystem: Nullable(System),
  caption: Type.String(),
  caseNumber: NullText,
  issuer: Type.Object({ name: Type.String(), class: oneOf([...ISSUERS]) }),
  kind: Kind,
  servedOn: Day,
  servedHow: oneOf([...SERVED_HOW]),
  returnOn: NullDay,
  returnPlace: NullText,
  appearance: Type.Boolean(),
  feeCents: Nullable(Type.Integer()),
  assurance: oneOf([...ASSURANCES]),
  assuranceProof: NullText,
  objectionUntil: NullDay,
  order: Type.Object({
    words: NullText,
    from: NullDay,
    to: NullDay,
    typeCodes: Nullable(Type.Array(Type.String())),
    documentIds: Nullable(Type.Array(Id)),
  }),
  certifiedCopy: Type.Boolean(),
  batesPrefix: NullText,
  paper: Type.Object({ itemId: Nullable(Id), words: NullText }),
  ...Made,
});
const Objection = Type.Object({
  id: Id,
  kind: oneOf([...OBJECTION_KINDS]),
  madeBy: Type.String(),
  madeOn: Day,
  paperItemId: Nullable(Id),
  paperWords: NullText,
  decision: Nullable(oneOf([...COURT_DECISIONS])),
  decidedBy: NullText,
  decidedOn: NullDay,
  decisionItemId: Nullable(Id),
  decisionWords: NullText,
  /** It holds nothing any more: its paper belongs to another case, or it was recorded by mistake. */
  fellAt: Nullable(Moment),
  fellBy: NullText,
  fellHow: Nullable(oneOf(['paper-taken-back', 'mistake'])),
  fellWhy: NullText,
  ...Made,
});
const Court = Type.Object({
  /** The section is of use in this case. */
  concerns: Type.Boolean(),
  process: Nullable(Process),
  due: Due,
  /** Null: no rule of this place sets a time, so only the return date binds. */
  stateClock: Nullable(
    Type.Object({
      ...{ ruleId: Type.String(), title: Type.String(), cite: Type.String(), dueOn: Day, acts: Type.Boolean() },
      daysOff: DaysOff,
    }),
  ),
  /** Until when the facility itself may object in writing; null where no rule that is kept speaks. */
  objectBy: Nullable(
    Type.Object({
      ...{ before: Day, from: oneOf(['return-date', 'rule']), passed: Type.Boolean() },
      ...{ ruleId: Type.String(), cite: Type.String() },
    }),
  ),
  /** One was started by the service; where none runs, it was met. */
  hadStateClock: Type.Boolean(),
  needs: Needs,
  against: Type.Array(Reason),
  objections: Type.Array(Objection),
  appearances: Type.Array(Type.Object({ id: Id, person: Type.String(), appearsOn: Day, note: NullText, ...Made })),
  earlierRows: Type.Array(
    Type.Object({ id: Id, kind: Kind, returnOn: NullDay, assurance: oneOf([...ASSURANCES]), ...Made }),
  ),
  /** Other cases in which the same matter was served. */
  earlier: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      court: Type.String(),
      kind: Kind,
      servedOn: Day,
      open: Type.Boolean(),
      samePatient: Type.Boolean(),
    }),
  ),
  papers: Type.Array(Type.Object({ itemId: Id, pages: Type.Integer(), at: Moment })),
  /** A legal hold for this matter, where one is in force. */
  hold: Nullable(Type.Object({ id: Id, matter: Type.String(), placedAt: Moment })),
  people: Type.Record(Type.String(), Type.String()),
});
const CourtCase = Type.Object({
  requestId: Id,
  number: Type.String(),
  patient: Nullable(Type.Object({ id: Id, name: Type.String(), mrn: NullText })),
  caption: NullText,
  court: NullText,
  caseNumber: NullText,
  kind: Nullable(Kind),
  returnOn: NullDay,
  due: Due,
  /** Set where the time to object is about to end. */
  objectionUntil: NullDay,
  status: oneOf([...STATUSES]),
  next: Type.String(),
  frozen: Type.Boolean(),
  needs: Needs,
});

const ofRequest = Type.Object({ id: Id });

export const courtContract = {
  courtDesk: endpoint({
    method: 'GET',
    path: '/release/court',
    summary: 'Subpoenas and orders that are not answered, the earliest day first',
    response: Type.Object({ cases: Type.Array(CourtCase), more: Type.Boolean() }),
  }),
  exportCourt: endpoint({
    method: 'GET',
    path: '/release/court/export',
    summary: 'The same as a table for a spreadsheet (CSV)',
    kind: 'download',
  }),
  court: endpoint({
    method: 'GET',
    path: '/release/requests/:id/court',
    summary: 'What was served in a case, who objects, who appears, and what stands against the release',
    params: ofRequest,
    response: Court,
  }),
  recordProcess: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court',
    summary: 'Record what was served, or correct it: the newest counts',
    params: ofRequest,
    body: Type.Object(
      {
        court: Word,
        courtSystem: Type.Optional(System),
        caption: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
        caseNumber: Type.Optional(Word),
        issuer: Type.Object({ name: Word, class: oneOf([...ISSUERS]) }, closed),
        kind: Kind,
        servedOn: Day,
        servedHow: oneOf([...SERVED_HOW]),
        returnOn: Type.Optional(Day),
        returnPlace: Type.Optional(Word),
        appearance: Type.Boolean(),
        /** Witness fee that was tendered. */
        feeCents: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_CENTS })),
        assurance: oneOf([...ASSURANCES]),
        assuranceProof: Type.Optional(Words),
        objectionUntil: Type.Optional(Day),
        /** What it names: nothing beyond it can be chosen. */
        order: Type.Optional(
          Type.Object(
            {
              words: Type.Optional(Words),
              from: Type.Optional(Day),
              to: Type.Optional(Day),
              typeCodes: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 200 })),
              documentIds: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
            },
            closed,
          ),
        ),
        certifiedCopy: Type.Optional(Type.Boolean()),
        batesPrefix: Type.Optional(Type.String({ pattern: BATES_PREFIX })),
        paper: Type.Optional(Paper),
      },
      closed,
    ),
    response: Type.Object({
      processId: Id,
      clock: Nullable(Type.Object({ ruleId: Type.String(), dueOn: Day })),
    }),
    status: 201,
  }),
  recordObjection: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/objections',
    summary: 'Somebody objects or moves to quash: the release stops until the court has decided',
    params: ofRequest,
    body: Type.Object({ kind: oneOf([...OBJECTION_KINDS]), madeBy: Word, madeOn: Day, paper: Paper }, closed),
    response: Type.Object({ objectionId: Id }),
    status: 201,
  }),
  recordCourtDecision: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/objections/:objectionId/decision',
    summary: 'What the court decided about an objection; only this lets the release go on',
    params: Type.Object({ id: Id, objectionId: Id }),
    body: Type.Object({ decision: oneOf([...COURT_DECISIONS]), decidedBy: Word, decidedOn: Day, paper: Paper }, closed),
    status: 204,
  }),
  dropObjection: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/objections/:objectionId/mistake',
    summary: 'The objection was recorded by mistake: it holds nothing any more, and stays to be read',
    params: Type.Object({ id: Id, objectionId: Id }),
    body: Type.Object({ reason: Words }, closed),
    status: 204,
  }),
  recordAppearance: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/appearances',
    summary: 'Who appears for the facility, and on which day',
    params: ofRequest,
    body: Type.Object({ person: Word, appearsOn: Day, note: Type.Optional(Words) }, closed),
    response: Type.Object({ appearanceId: Id }),
    status: 201,
  }),
  meetStateClock: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/clock',
    summary: 'What the clock of the state asks for was done; the return date still binds',
    params: ofRequest,
    body: Type.Object({ doneOn: Day, how: Word }, closed),
    response: Type.Object({ late: Type.Boolean() }),
  }),
  holdForCourt: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/hold',
    summary: 'Place a legal hold on the record for the matter of this case; twice is once',
    params: ofRequest,
    response: Type.Object({ holdId: Id }),
    status: 201,
  }),
  draftCourtPaper: endpoint({
    method: 'POST',
    path: '/release/requests/:id/court/papers',
    summary:
      'Draft an affidavit, a certification of business records, an objection for lack of assurance, or the cover to the court',
    params: ofRequest,
    body: Type.Object(
      {
        paper: oneOf([...COURT_PAPERS]),
        name: Word,
        title: Word,
        phone: Type.Optional(Word),
        omitted: Type.Optional(Words),
        language: Type.Optional(oneOf(['en', 'es'])),
      },
      closed,
    ),
    response: Type.Object({ letterId: Id, letterNumber: Type.String() }),
    status: 201,
  }),
} as const;

import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const Words = Type.String({ minLength: 3, maxLength: 4_000, pattern: '\\S' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const NullText = Nullable(Type.String());
const ofIncident = Type.Object({ id: Id });

const Basis = Type.Union([Type.Literal('known'), Type.Literal('reasonable-diligence')]);
const Factor = Type.Object({
  level: Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')]),
  text: Words,
});
/** 45 CFR 164.402(2)(i) to (iv). */
const Factors = Type.Object({ nature: Factor, recipient: Factor, acquired: Factor, mitigation: Factor });
const Conclusion = Type.Union([
  Type.Literal('low-probability'),
  Type.Literal('breach'),
  Type.Literal('exception-good-faith'),
  Type.Literal('exception-inadvertent'),
  Type.Literal('exception-not-retained'),
]);

const Incident = Type.Object({
  id: Id,
  number: Type.String(),
  cause: Type.String(),
  standing: Type.String(),
  state: Type.String(),
  what: Type.String(),
  happenedOn: Nullable(Day),
  facilityId: Id,
  fromMisfiling: Type.Boolean(),
  recordedAt: Moment,
  recordedBy: Type.String(),
  /** The newest first; it counts. */
  discoveries: Type.Array(
    Type.Object({
      discoveredAt: Moment,
      discoveredBy: Type.String(),
      basis: Type.String(),
      reason: NullText,
      at: Moment,
    }),
  ),
  affected: Type.Array(
    Type.Object({ patientId: Id, at: Moment, name: NullText, birthDate: Nullable(Day), mrn: NullText }),
  ),
  evidence: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String(),
      actor: NullText,
      actorKind: NullText,
      actorId: NullText,
      recipient: NullText,
      channel: NullText,
      packetNumber: NullText,
      firstAt: Moment,
      lastAt: Moment,
      times: Type.Integer(),
    }),
  ),
  assessments: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      factors: Factors,
      conclusion: Conclusion,
      reason: Type.String(),
      at: Moment,
      by: Type.String(),
      secondLook: Nullable(Type.Object({ agrees: Type.Boolean(), note: Type.String(), at: Moment, by: Type.String() })),
    }),
  ),
  outcome: Nullable(
    Type.Object({
      outcome: Type.String(),
      reason: Type.String(),
      keepUntil: Nullable(Day),
      at: Moment,
      by: Type.String(),
    }),
  ),
  deadlines: Type.Array(
    Type.Object({
      id: Id,
      ruleId: Type.String(),
      citation: Type.String(),
      dueOn: Day,
      dueAt: Moment,
      acts: Type.Boolean(),
      warnings: Type.Array(Type.String()),
      settled: Nullable(Type.Object({ outcome: Type.String(), at: Moment, late: Type.Boolean() })),
    }),
  ),
  /** To HHS and to the media, as the number of people affected says. */
  notices: Type.Array(
    Type.Object({
      to: Type.String(),
      ruleId: Type.String(),
      acts: Type.Boolean(),
      answer: Type.String(),
      because: Type.String(),
      cite: Type.String(),
    }),
  ),
});

export const contract = {
  list: endpoint({
    method: 'GET',
    path: '/privacy/incidents',
    summary: 'Privacy incidents: those without an outcome by what is due first, or all',
    query: Type.Object({ show: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('all')])) }),
    response: Type.Object({
      more: Type.Boolean(),
      incidents: Type.Array(
        Type.Object({
          id: Id,
          number: Type.String(),
          cause: Type.String(),
          what: Type.String(),
          state: Type.String(),
          outcome: NullText,
          dueAt: Nullable(Moment),
          affected: Type.Integer(),
          recordedAt: Moment,
        }),
      ),
    }),
  }),
  report: endpoint({
    method: 'POST',
    path: '/privacy/incidents',
    summary: 'Report what happened: a fax to a wrong number, a lost chart',
    body: Type.Object({
      cause: Type.Union([
        Type.Literal('wrong-recipient'),
        Type.Literal('lost'),
        Type.Literal('stolen'),
        Type.Literal('unauthorized-access'),
        Type.Literal('disposal'),
        Type.Literal('other'),
      ]),
      what: Words,
      happenedOn: Type.Optional(Day),
      discoveredAt: Moment,
      discoveredBy: Type.Optional(Type.String({ maxLength: 200 })),
      facilityId: Type.Optional(Id),
      patientIds: Type.Optional(Type.Array(Id, { maxItems: 200 })),
      recipients: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }), { maxItems: 100 }),
      ),
    }),
    response: Type.Object({ id: Id, number: Type.String() }),
    status: 201,
  }),
  open: endpoint({
    method: 'GET',
    path: '/privacy/incidents/:id',
    summary: 'One incident: facts, who opened or received it, assessments, clock, outcome',
    params: ofIncident,
    response: Incident,
  }),
  correctDiscovery: endpoint({
    method: 'POST',
    path: '/privacy/incidents/:id/discovery',
    summary: 'It was known, or would have been known, earlier',
    params: ofIncident,
    body: Type.Object({
      discoveredAt: Moment,
      discoveredBy: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
      basis: Basis,
      reason: Words,
    }),
    status: 204,
  }),
  nameAffected: endpoint({
    method: 'POST',
    path: '/privacy/incidents/:id/patients',
    summary: 'Name a patient whose information it was',
    params: ofIncident,
    body: Type.Object({ patientId: Id }),
    status: 204,
  }),
  assess: endpoint({
    method: 'POST',
    path: '/privacy/incidents/:id/assessments',
    summary: 'Answer the four factors and conclude',
    params: ofIncident,
    body: Type.Object({ factors: Factors, conclusion: Conclusion, reason: Words }),
    response: Type.Object({ assessmentId: Id }),
    status: 201,
  }),
  lookAgain: endpoint({
    method: 'POST',
    path: '/privacy/incidents/:id/second-look',
    summary: 'A second person agrees with the assessment, or sends it back',
    params: ofIncident,
    body: Type.Object({ agrees: Type.Boolean(), note: Words }),
    status: 204,
  }),
  settle: endpoint({
    method: 'POST',
    path: '/privacy/incidents/:id/outcome',
    summary: 'End an incident: no breach, breach notified, or no incident at all',
    params: ofIncident,
    body: Type.Object({
      outcome: Type.Union([
        Type.Literal('no-breach'),
        Type.Literal('breach-notified'),
        Type.Literal('not-an-incident'),
      ]),
      reason: Words,
    }),
    status: 204,
  }),
  markRule: endpoint({
    method: 'GET',
    path: '/privacy/mark-rule',
    summary: 'How long a chart carries the mark of a misfiled page, with the history of the rule',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      days: Type.Integer(),
      history: Type.Array(
        Type.Object({ days: Type.Integer(), reason: Type.String(), setAt: Moment, setBy: Type.String() }),
      ),
    }),
  }),
  setMarkRule: endpoint({
    method: 'PUT',
    path: '/privacy/mark-rule',
    summary: 'Set how long a chart carries the mark of a misfiled page, for marks from now on',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    body: Type.Object(
      {
        days: Type.Integer({ minimum: 1, maximum: 3_650 }),
        reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  marks: endpoint({
    method: 'GET',
    path: '/patients/:patientId/chart-marks',
    summary: 'Marks of misfiled pages on a chart',
    params: Type.Object({ patientId: Id }),
    response: Type.Object({
      marks: Type.Array(
        Type.Object({
          id: Id,
          side: Type.Union([Type.Literal('wrong-chart'), Type.Literal('right-chart')]),
          patientId: Id,
          documentId: Id,
          at: Moment,
        }),
      ),
    }),
  }),
} as const;

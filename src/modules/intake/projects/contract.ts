import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Day = Type.String({ format: 'date' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Whole = Type.Union([Type.Integer(), Type.Null()]);
const Figure = Type.Union([Type.Number(), Type.Null()]);
const Short = Type.Optional(Type.String({ maxLength: 200 }));
const byId = Type.Object({ id: Id });
const Step = Type.Union([
  Type.Literal('received'),
  Type.Literal('counted'),
  Type.Literal('prepared'),
  Type.Literal('scanned'),
  Type.Literal('quality-checked'),
  Type.Literal('returned'),
  Type.Literal('stored'),
  Type.Literal('ready-to-destroy'),
]);

export const STEPS = Step.anyOf.map((step) => step.const);

const Words = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    scope: Type.Optional(Type.String({ maxLength: 2_000 })),
    plannedBoxes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    plannedSheets: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000_000_000 })),
    startedOn: Day,
    targetOn: Type.Optional(Day),
    facilityId: Type.Optional(Id),
  },
  { additionalProperties: false },
);
const project = {
  id: Type.String(),
  name: Type.String(),
  scope: Type.String(),
  plannedBoxes: Whole,
  plannedSheets: Whole,
  startedOn: Type.String(),
  targetOn: Text,
};
const Decision = {
  disposable: Type.Boolean(),
  reasons: Type.Array(Type.String()),
  warnings: Type.Array(Type.String()),
};

export const projects = {
  list: endpoint({
    method: 'GET',
    path: '/intake/projects',
    summary: 'Projects that bring paper into electronic form, newest first',
    response: Type.Object({
      projects: Type.Array(
        Type.Object({ ...project, boxes: Type.Integer(), images: Type.Integer(), settled: Type.Integer() }),
      ),
    }),
  }),
  open: endpoint({
    method: 'POST',
    path: '/intake/projects',
    summary: 'Open a project',
    body: Words,
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  plan: endpoint({
    method: 'PUT',
    path: '/intake/projects/:id',
    summary: 'Change name, scope, plan or dates of a project',
    params: byId,
    body: Words,
    status: 204,
  }),
  view: endpoint({
    method: 'GET',
    path: '/intake/projects/:id',
    summary: 'A project: boxes to disposable originals, burn-down, pace, errors, forecast',
    params: byId,
    response: Type.Object({
      project: Type.Object(project),
      funnel: Type.Object({
        boxes: Type.Integer(),
        volumes: Type.Integer(),
        batches: Type.Integer(),
        sheetsCounted: Type.Integer(),
        images: Type.Integer(),
        pagesSettled: Type.Integer(),
        batchesVerified: Type.Integer(),
        batchesDisposable: Type.Integer(),
      }),
      sheetsTotal: Type.Integer(),
      sheetsDone: Type.Integer(),
      progress: Type.Object({
        burnDown: Type.Array(Type.Object({ day: Type.String(), left: Type.Number() })),
        sheetsPerDay: Figure,
        sheetsPerPersonHour: Figure,
        forecast: Type.Union([
          Type.Null(),
          Type.Object({ expected: Type.String(), earliest: Type.String(), latest: Text }),
        ]),
      }),
      errorRate: Figure,
      boxes: Type.Array(
        Type.Object({
          id: Type.String(),
          label: Type.String(),
          place: Type.String(),
          batches: Type.Integer(),
          openPages: Type.Integer(),
        }),
      ),
    }),
  }),
  registerBox: endpoint({
    method: 'POST',
    path: '/intake/projects/:id/boxes',
    summary: 'Register a box under the label that its barcode says',
    params: byId,
    body: Type.Object(
      { label: Type.String({ minLength: 1, maxLength: 40, pattern: '^[ -~]+$' }), place: Short, custodian: Short },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  findBox: endpoint({
    method: 'GET',
    path: '/intake/box',
    summary: 'The box whose label was read by a wand',
    query: Type.Object({ label: Type.String({ minLength: 1, maxLength: 40 }) }),
    response: Type.Object({ id: Text }),
  }),
  openBox: endpoint({
    method: 'GET',
    path: '/intake/boxes/:id',
    summary: 'A box with its volumes, batches, chain of custody, and whether its originals may be destroyed',
    params: byId,
    response: Type.Object({
      box: Type.Object({
        id: Type.String(),
        projectId: Type.String(),
        projectName: Type.String(),
        label: Type.String(),
        place: Type.String(),
        custodian: Type.String(),
      }),
      volumes: Type.Array(
        Type.Object({
          id: Type.String(),
          label: Type.String(),
          patient: Type.Union([Type.Null(), Type.Object({ id: Type.String(), name: Type.String(), mrn: Text })]),
          fromOn: Text,
          toOn: Text,
          expectedSheets: Whole,
          batches: Type.Integer(),
        }),
      ),
      batches: Type.Array(
        Type.Object({
          id: Type.String(),
          number: Type.Integer(),
          name: Type.String(),
          volumeId: Text,
          expectedSheets: Whole,
          images: Type.Integer(),
          openPages: Type.Integer(),
          ...Decision,
        }),
      ),
      custody: Type.Array(
        Type.Object({
          id: Type.String(),
          number: Type.Integer(),
          step: Type.String(),
          about: Text,
          fromParty: Type.String(),
          toParty: Type.String(),
          place: Type.String(),
          seal: Text,
          sheets: Whole,
          note: Text,
          signedAt: Type.String({ format: 'date-time' }),
          signedName: Type.String(),
        }),
      ),
      brokenAt: Whole,
      original: Type.Object(Decision),
    }),
  }),
  registerVolume: endpoint({
    method: 'POST',
    path: '/intake/boxes/:id/volumes',
    summary: 'Register a volume of a box',
    params: byId,
    body: Type.Object(
      {
        label: Type.String({ minLength: 1, maxLength: 80 }),
        patientId: Type.Optional(Id),
        fromOn: Type.Optional(Day),
        toOn: Type.Optional(Day),
        expectedSheets: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  signCustody: endpoint({
    method: 'POST',
    path: '/intake/boxes/:id/custody',
    summary: 'Sign a step of the chain of custody of a box, or of one volume or batch of it',
    params: byId,
    body: Type.Object(
      {
        step: Step,
        volumeId: Type.Optional(Id),
        batchId: Type.Optional(Id),
        from: Short,
        to: Short,
        place: Short,
        seal: Type.Optional(Type.String({ maxLength: 60 })),
        sheets: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
        note: Type.Optional(Type.String({ maxLength: 500 })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String(), number: Type.Integer() }),
    status: 201,
  }),
  custodySheet: endpoint({
    method: 'GET',
    path: '/intake/boxes/:id/custody.pdf',
    summary: 'The chain of custody of a box on paper',
    kind: 'download',
    params: byId,
  }),
  boxLabel: endpoint({
    method: 'GET',
    path: '/intake/boxes/:id/label.pdf',
    summary: 'Barcode label of a box',
    kind: 'download',
    params: byId,
  }),
} as const;

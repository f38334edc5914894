import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Kind = Type.Union([
  Type.Literal('folder'),
  Type.Literal('scanner'),
  Type.Literal('fax'),
  Type.Literal('smtp'),
  Type.Literal('mailbox'),
  Type.Literal('upload'),
  Type.Literal('rest'),
]);
const Lane = Type.Union([Type.Literal('routine'), Type.Literal('stat')]);
const Settings = Type.Object(
  {
    indexFile: Type.Optional(Type.Boolean()),
    senderPattern: Type.Optional(Type.String({ maxLength: 200 })),
    outsideOrganisation: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    host: Type.Optional(Type.String({ maxLength: 255 })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    tls: Type.Optional(Type.Boolean()),
    user: Type.Optional(Type.String({ maxLength: 255 })),
    folder: Type.Optional(Type.String({ maxLength: 255 })),
    doneFolder: Type.Optional(Type.String({ maxLength: 255 })),
    failedFolder: Type.Optional(Type.String({ maxLength: 255 })),
    /** PEM of the authority that signed the mail server's certificate. */
    ca: Type.Optional(Type.String({ maxLength: 20_000 })),
  },
  { additionalProperties: false },
);
const facts = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  key: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
  settings: Settings,
  typeCode: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  lane: Lane,
  /** Write only; left out: as it was. */
  secret: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
};

export const Source = Type.Object({
  id: Type.String(),
  kind: Kind,
  name: Type.String(),
  key: Text,
  facilityName: Type.String(),
  settings: Settings,
  typeCode: Text,
  lane: Lane,
  version: Type.Integer(),
  hasSecret: Type.Boolean(),
  state: Type.Union([
    Type.Literal('working'),
    Type.Literal('silent'),
    Type.Literal('failing'),
    Type.Literal('disabled'),
    Type.Literal('new'),
  ]),
  trouble: Text,
  troubleSince: Text,
  lastArrivalAt: Text,
  today: Type.Integer(),
});

export const sourcesContract = {
  list: endpoint({
    method: 'GET',
    path: '/intake/sources',
    summary: 'Where files come from, with how each is doing, and where to connect',
    response: Type.Object({
      sources: Type.Array(Source),
      /** What a person copies to connect something. */
      places: Type.Object({
        folder: Type.String(),
        mailHost: Text,
        mailPort: Type.Integer(),
        apiUrl: Type.String(),
        malwareScanner: Type.Boolean(),
      }),
    }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/intake/sources',
    summary: 'Connect a source',
    body: Type.Object({ kind: Kind, facilityId: Type.Optional(Id), ...facts }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/intake/sources/:id',
    summary: 'Change or disable a source; what it was is kept',
    params: Type.Object({ id: Id }),
    body: Type.Object(
      { version: Type.Integer({ minimum: 1 }), disabled: Type.Boolean(), ...facts },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String() }),
  }),
  sendTest: endpoint({
    method: 'POST',
    path: '/intake/sources/:id/test',
    summary: 'Send a test page the way of the source; it is known by its code and never filed',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
  test: endpoint({
    method: 'GET',
    path: '/intake/sources/:id/test',
    summary: 'How the last test page of the source is doing',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      test: Type.Union([
        Type.Null(),
        Type.Object({
          askedAt: Type.String({ format: 'date-time' }),
          state: Type.Enum(['sending', 'hindered', 'on-its-way', 'arrived', 'done', 'unreadable']),
          seconds: Type.Union([Type.Integer(), Type.Null()]),
          hindrance: Text,
          itemId: Text,
        }),
      ]),
    }),
  }),
  connect: endpoint({
    method: 'POST',
    path: '/intake/sources/:id/connection',
    summary: 'Sign in to a mailbox, open its folder and count what lies in it; nothing is taken',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      folder: Type.String(),
      messages: Type.Union([Type.Integer(), Type.Null()]),
      encrypted: Type.Boolean(),
      trouble: Text,
    }),
  }),
  arrivals: endpoint({
    method: 'GET',
    path: '/intake/sources/:id/arrivals',
    summary: 'Every message and file of a source and what became of it, newest first',
    params: Type.Object({ id: Id }),
    query: Type.Object({
      beforeAt: Type.Optional(Type.String({ format: 'date-time' })),
      beforeId: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({
      arrivals: Type.Array(
        Type.Object({
          id: Type.String(),
          at: Type.String({ format: 'date-time' }),
          externalId: Type.String(),
          sender: Text,
          outcome: Type.String(),
          reason: Text,
          items: Type.Array(Type.Object({ id: Type.String(), fileName: Type.String() })),
        }),
      ),
      more: Type.Boolean(),
    }),
  }),
} as const;

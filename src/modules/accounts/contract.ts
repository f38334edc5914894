import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;

const Token = Type.String({ minLength: 40, maxLength: 64 });
const Code = Type.String({ minLength: 6, maxLength: 12 });
const Password = Type.String({ minLength: 1, maxLength: 1024 });
const Username = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\s\\p{Cc}]+$' });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Email = Type.String({ format: 'email', maxLength: 254 });
const Reason = Type.String({ minLength: 1, maxLength: 500 });
/** What navigator.credentials gave; the server's WebAuthn library checks it field by field. */
const PasskeyAnswer = Type.Record(Type.String(), Type.Unknown());
/** Options for navigator.credentials, passed on as they are. */
const PasskeyOptions = Type.Record(Type.String(), Type.Unknown());

/** Exactly one of the three. */
const Shown = {
  code: Type.Optional(Code),
  recoveryCode: Type.Optional(Type.String({ minLength: 16, maxLength: 40 })),
  passkey: Type.Optional(PasskeyAnswer),
};

const Account = Type.Object({
  person: Type.Object({
    id: Type.String(),
    username: Type.String(),
    name: Type.String(),
    email: Nullable(Type.String()),
  }),
  assignments: Type.Array(Type.Object({ role: Type.String(), facilityId: Nullable(Type.String()) })),
  recoveryCodesLeft: Type.Integer(),
  session: Type.Optional(
    Type.Object({
      id: Type.String(),
      expiresAt: Moment,
      idleSeconds: Type.Integer(),
      steppedUpUntil: Moment,
    }),
  ),
});

const Authenticator = Type.Object({
  username: Type.String(),
  otpauthUri: Type.String(),
  secret: Type.String(),
  qr: Type.String(),
});

const Enrolled = Type.Object({ recoveryCodes: Type.Array(Type.String()), account: Account });
const HandedLink = Type.Object({ personId: Type.String(), link: Type.String(), expiresAt: Moment });

/** One of the two: the public keys as a JSON Web Key Set, or the https address where the client publishes it. */
export const KeysOfClient = {
  keys: Type.Optional(Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 10 }) })),
  keysUrl: Type.Optional(Type.String({ minLength: 9, maxLength: 500 })),
};

export const contract = {
  setupState: endpoint({
    method: 'GET',
    path: '/setup/state',
    summary: 'Whether the first administrator is still to be made; not found once there is one',
    response: Type.Object({ open: Type.Literal(true) }),
  }),
  beginSetup: endpoint({
    method: 'POST',
    path: '/setup/begin',
    summary:
      'With the printed link: choose the first administrator’s name and password, get the authenticator’s secret',
    body: Type.Object(
      { token: Token, username: Username, name: Name, email: Type.Optional(Email), password: Password },
      closed,
    ),
    response: Authenticator,
  }),
  confirmSetup: endpoint({
    method: 'POST',
    path: '/setup/confirm',
    summary: 'Prove the authenticator, name the facility, and close set-up for good; signs in',
    body: Type.Object(
      {
        token: Token,
        code: Code,
        facility: Type.Object(
          {
            name: Name,
            country: Type.String({ pattern: '^[A-Z]{2}$' }),
            state: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,3}$' })),
            timeZone: Type.String({ minLength: 1, maxLength: 64 }),
            legalEntityName: Type.Optional(Name),
          },
          closed,
        ),
      },
      closed,
    ),
    response: Enrolled,
    status: 201,
  }),
  beginEnrolment: endpoint({
    method: 'POST',
    path: '/enrolment/begin',
    summary: 'With an invitation link: choose a password, get the authenticator’s secret',
    body: Type.Object({ token: Token, password: Password }, closed),
    response: Authenticator,
  }),
  confirmEnrolment: endpoint({
    method: 'POST',
    path: '/enrolment/confirm',
    summary: 'Prove the authenticator of an invitation; signs in',
    body: Type.Object({ token: Token, code: Code }, closed),
    response: Enrolled,
    status: 201,
  }),

  signIn: endpoint({
    method: 'POST',
    path: '/session',
    summary: 'Username and password: the first half of signing in',
    body: Type.Object({ username: Type.String({ minLength: 1, maxLength: 200 }), password: Password }, closed),
    response: Type.Object({
      next: Type.String(),
      methods: Type.Array(Type.String()),
      ticket: Type.String(),
      passkeyOptions: Type.Optional(PasskeyOptions),
    }),
  }),
  secondFactor: endpoint({
    method: 'POST',
    path: '/session/second-factor',
    summary: 'The second half: a code, a recovery code or a passkey; sets the session cookie',
    body: Type.Object({ ticket: Token, ...Shown }, closed),
    response: Account,
  }),
  ownAccount: endpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who one is, with roles and the end of the session',
    response: Account,
  }),
  signOut: endpoint({ method: 'DELETE', path: '/session', summary: 'Sign out here', status: 204 }),
  stepUpOptions: endpoint({
    method: 'POST',
    path: '/session/step-up/options',
    summary: 'What a passkey has to sign to confirm that it is you',
    response: PasskeyOptions,
  }),
  stepUp: endpoint({
    method: 'POST',
    path: '/session/step-up',
    summary: 'Prove the second factor again before rights, keys, export or destruction',
    body: Type.Object(Shown, closed),
    response: Account,
  }),
  ownSessions: endpoint({
    method: 'GET',
    path: '/account/sessions',
    summary: 'The browsers one is signed in at',
    response: Type.Object({
      sessions: Type.Array(
        Type.Object({
          id: Type.String(),
          factor: Type.String(),
          createdAt: Moment,
          lastSeenAt: Moment,
          expiresAt: Moment,
          browser: Type.String(),
          current: Type.Boolean(),
        }),
      ),
    }),
  }),
  endOwnSession: endpoint({
    method: 'DELETE',
    path: '/account/sessions/:id',
    summary: 'Sign out at another browser',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/account/password',
    summary: 'Change the own password; ends every other session',
    body: Type.Object({ password: Password, newPassword: Password }, closed),
    status: 204,
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    path: '/account/recovery-codes',
    summary: 'New recovery codes in place of the old ones, shown once',
    response: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
    status: 201,
  }),
  passkeys: endpoint({
    method: 'GET',
    path: '/account/passkeys',
    summary: 'The own passkeys',
    response: Type.Object({
      passkeys: Type.Array(
        Type.Object({ id: Type.String(), label: Type.String(), registeredAt: Moment, lastUsedAt: Nullable(Moment) }),
      ),
    }),
  }),
  passkeyOptions: endpoint({
    method: 'POST',
    path: '/account/passkeys/options',
    summary: 'What the browser needs to make a passkey',
    response: PasskeyOptions,
  }),
  registerPasskey: endpoint({
    method: 'POST',
    path: '/account/passkeys',
    summary: 'Register the passkey the browser made',
    body: Type.Object({ label: Type.String({ minLength: 1, maxLength: 60 }), passkey: PasskeyAnswer }, closed),
    response: Type.Object({ passkeyId: Type.String() }),
    status: 201,
  }),
  removePasskey: endpoint({
    method: 'DELETE',
    path: '/account/passkeys/:id',
    summary: 'Remove a passkey of one’s own',
    params: Type.Object({ id: Id }),
    status: 204,
  }),

  roles: endpoint({
    method: 'GET',
    path: '/roles',
    summary: 'The roles that can be assigned',
    response: Type.Object({ roles: Type.Array(Type.Object({ name: Type.String(), description: Type.String() })) }),
  }),
  people: endpoint({
    method: 'GET',
    path: '/people',
    summary: 'Who may sign in, with state and roles, a hundred a page',
    query: Type.Object({
      after: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    response: Type.Object({
      people: Type.Array(
        Type.Object({
          id: Type.String(),
          username: Type.String(),
          name: Type.String(),
          email: Nullable(Type.String()),
          state: Type.String(),
          lastSignInAt: Nullable(Moment),
          roles: Type.Array(
            Type.Object({ assignmentId: Type.String(), role: Type.String(), facilityId: Nullable(Type.String()) }),
          ),
        }),
      ),
      next: Nullable(Type.String()),
    }),
  }),
  invitePerson: endpoint({
    method: 'POST',
    path: '/people',
    summary: 'Give a person an account; answers with the link to hand over, shown once',
    body: Type.Object({ username: Username, name: Name, email: Type.Optional(Email) }, closed),
    response: HandedLink,
    status: 201,
  }),
  deactivatePerson: endpoint({
    method: 'POST',
    path: '/people/:id/deactivation',
    summary: 'Take a person’s access away at once',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason, keepTokens: Type.Optional(Type.Boolean()) }, closed),
    response: Type.Object({ tokensRevoked: Type.Integer() }),
  }),
  reinstatePerson: endpoint({
    method: 'POST',
    path: '/people/:id/reinstatement',
    summary: 'Give a person’s access back; they sign in anew',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  resetSecondFactor: endpoint({
    method: 'POST',
    path: '/people/:id/second-factor-reset',
    summary: 'Remove every second factor of a person and make a new link to hand over',
    params: Type.Object({ id: Id }),
    response: HandedLink,
    status: 201,
  }),
  liftSignInStop: endpoint({
    method: 'DELETE',
    path: '/people/:id/sign-in-stop',
    summary: 'Allow sign-in again after too many failures',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
  assignRole: endpoint({
    method: 'POST',
    path: '/people/:id/roles',
    summary: 'Assign a role at one facility, or (null) at all',
    params: Type.Object({ id: Id }),
    body: Type.Object({ role: Type.String({ maxLength: 60 }), facilityId: Nullable(Id) }, closed),
    response: Type.Object({ assignmentId: Type.String() }),
    status: 201,
  }),
  endRole: endpoint({
    method: 'POST',
    path: '/people/:id/roles/:assignmentId/end',
    summary: 'End a role',
    params: Type.Object({ id: Id, assignmentId: Id }),
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  linkOwnRecord: endpoint({
    method: 'POST',
    path: '/people/:id/own-records',
    summary: 'Note which patient a member of staff is: that record is refused to them',
    params: Type.Object({ id: Id }),
    body: Type.Object({ patientId: Id }, closed),
    response: Type.Object({ linkId: Type.String() }),
    status: 201,
  }),
  unlinkOwnRecord: endpoint({
    method: 'POST',
    path: '/people/:id/own-records/:linkId/end',
    summary: 'Take back a link to a patient that was wrong',
    params: Type.Object({ id: Id, linkId: Id }),
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),

  clients: endpoint({
    method: 'GET',
    path: '/clients',
    summary: 'Machine clients with their live tokens',
    response: Type.Object({
      clients: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          scopes: Type.Array(Type.String()),
          /** Of an app: where people come back to. Empty for a machine. */
          redirectUris: Type.Array(Type.String()),
          createdAt: Moment,
          revokedAt: Nullable(Moment),
          keys: Type.Union([
            Type.Object({ url: Nullable(Type.String()), kids: Type.Array(Type.String()), since: Moment }),
            Type.Null(),
          ]),
          tokens: Type.Array(
            Type.Object({
              id: Type.String(),
              scopes: Type.Array(Type.String()),
              createdAt: Moment,
              expiresAt: Moment,
            }),
          ),
        }),
      ),
    }),
  }),
  registerClient: endpoint({
    method: 'POST',
    path: '/clients',
    summary: 'Register a client that fetches its own tokens by its key (SMART Backend Services)',
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        scope: Type.String({ minLength: 1, maxLength: 4_000 }),
        ...KeysOfClient,
      },
      closed,
    ),
    response: Type.Object({ clientId: Type.String() }),
    status: 201,
  }),
  replaceClientKeys: endpoint({
    method: 'POST',
    path: '/clients/:id/keys',
    summary: 'Give a client other keys; the old ones prove nothing from then on',
    params: Type.Object({ id: Id }),
    body: Type.Object(KeysOfClient, closed),
    status: 204,
  }),
  issueToken: endpoint({
    method: 'POST',
    path: '/clients/tokens',
    summary: 'Issue a token to a machine client, registering it when it is new; shown once',
    body: Type.Object(
      {
        client: Type.String({ minLength: 1, maxLength: 100 }),
        scope: Type.String({ minLength: 1, maxLength: 4_000 }),
        ttlSeconds: Type.Optional(Type.Integer({ minimum: 60, maximum: 31_622_400 })),
      },
      closed,
    ),
    response: Type.Object({
      token: Type.String(),
      tokenId: Type.String(),
      clientId: Type.String(),
      expiresAt: Moment,
    }),
    status: 201,
  }),
  revokeToken: endpoint({
    method: 'POST',
    path: '/clients/tokens/:id/revocation',
    summary: 'Revoke a token',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
  revokeClient: endpoint({
    method: 'POST',
    path: '/clients/:id/revocation',
    summary: 'Revoke a machine client with all its tokens',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Reason }, closed),
    status: 204,
  }),
} as const;

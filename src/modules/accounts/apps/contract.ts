import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';
import { KeysOfClient } from '../contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Grant = Type.Object({
  id: Id,
  app: Type.String(),
  person: Type.String(),
  scopes: Type.Array(Type.String()),
  forOnePatient: Type.Boolean(),
  at: Moment,
  expiresAt: Moment,
  lastUsedAt: Type.Union([Moment, Type.Null()]),
});

export const contract = {
  registerApp: endpoint({
    method: 'POST',
    path: '/clients/apps',
    summary: 'Register an app that people may let read in their own name (SMART App Launch 2, standalone)',
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        scope: Type.String({ minLength: 1, maxLength: 4_000 }),
        /** Compared letter by letter. */
        redirectUris: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 10 }),
        ...KeysOfClient,
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ clientId: Type.String() }),
    status: 201,
  }),
  peopleOfApp: endpoint({
    method: 'GET',
    path: '/clients/:id/people',
    summary: 'People in whose names an app may read now',
    params: Type.Object({ id: Id }),
    response: Type.Object({ grants: Type.Array(Grant) }),
  }),
  endForPerson: endpoint({
    method: 'POST',
    path: '/clients/:id/people/:grantId/end',
    summary: 'Take an app’s permission to read in the name of a person away',
    params: Type.Object({ id: Id, grantId: Id }),
    status: 204,
  }),
  ownApps: endpoint({
    method: 'GET',
    path: '/account/apps',
    summary: 'Apps that may read in your name now',
    response: Type.Object({ grants: Type.Array(Grant) }),
  }),
  endOwnApp: endpoint({
    method: 'POST',
    path: '/account/apps/:grantId/end',
    summary: 'Take an app’s permission to read in your name away',
    params: Type.Object({ grantId: Id }),
    status: 204,
  }),
} as const;

import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

export const contract = {
  ownPermissions: endpoint({
    method: 'GET',
    path: '/access/own',
    summary: 'What your roles let you do anywhere: a hint for what to show, never the decision',
    response: Type.Object({ permissions: Type.Array(Type.String()) }),
  }),
  listPolicies: endpoint({
    method: 'GET',
    path: '/access/policies',
    summary: 'Every access policy with its citation, as it decides',
    response: Type.Object({
      policies: Type.Array(Type.Object({ id: Type.String(), citation: Type.String(), text: Type.String() })),
      labels: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), code: Type.String() })),
    }),
  }),
  listGlass: endpoint({
    method: 'GET',
    path: '/access/glass-grants',
    summary: 'Records opened by break-the-glass that wait for review',
    response: Type.Object({
      grants: Type.Array(
        Type.Object({
          id: Type.String(),
          patientId: Type.String(),
          /** Null where the reviewer may not see the record either. */
          patient: Type.Union([
            Type.Object({
              name: Type.String(),
              birthDate: Type.Union([Type.String(), Type.Null()]),
              mrn: Type.Union([Type.String(), Type.Null()]),
            }),
            Type.Null(),
          ]),
          actorId: Type.String(),
          actorName: Type.Union([Type.String(), Type.Null()]),
          reasonCode: Type.String(),
          reason: Type.String(),
          grantedAt: Type.String({ format: 'date-time' }),
          until: Type.String({ format: 'date-time' }),
        }),
      ),
    }),
  }),
  reviewGlass: endpoint({
    method: 'POST',
    path: '/access/glass-grants/:id/review',
    summary: 'Say what the review of a break-the-glass access found',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    body: Type.Object({
      outcome: Type.Union([Type.Literal('appropriate'), Type.Literal('inappropriate'), Type.Literal('unclear')]),
    }),
    status: 204,
  }),
} as const;

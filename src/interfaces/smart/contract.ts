import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

/** The requests of apps, as the browser's cookie for them is told: below the API. */
export const REQUESTS_API = '/api/v1/app-requests';

const ofOne = Type.Object({ uid: Type.String({ pattern: '^[A-Za-z0-9_-]{10,64}$' }) });
/** Where the browser goes on: below the address of the desk, from there back to the app. */
const GoOn = Type.Object({ continueAt: Type.String() });

export const contract = {
  appRequest: endpoint({
    method: 'GET',
    path: '/app-requests/:uid',
    summary: 'What an app asks of you: only in the browser that it sent here',
    params: ofOne,
    response: Type.Object({
      app: Type.String(),
      /** Host of the address that you go back to. */
      goesTo: Type.String(),
      scopes: Type.Array(Type.String()),
      needsPatient: Type.Boolean(),
    }),
  }),
  allowApp: endpoint({
    method: 'POST',
    path: '/app-requests/:uid/allow',
    summary: 'Let an app read in your name what it asks',
    params: ofOne,
    body: Type.Object({ patientId: Type.Optional(Type.String({ format: 'uuid' })) }, { additionalProperties: false }),
    response: GoOn,
  }),
  refuseApp: endpoint({
    method: 'POST',
    path: '/app-requests/:uid/refuse',
    summary: 'Refuse what an app asks',
    params: ofOne,
    response: GoOn,
  }),
} as const;

import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const path = '/release/requests/:id/structured' as const;
const ofRequest = Type.Object({ id: Id });
const Reason = Type.Object({
  ruleId: Type.String(),
  version: Type.Optional(Type.String()),
  cite: Type.Optional(Type.String()),
  text: Type.String(),
  count: Type.Integer(),
});

export const structuredContract = {
  showStructured: endpoint({
    method: 'GET',
    path,
    summary: 'Which entries of data go with the packet of a request, by FHIR type, and why others stay',
    params: ofRequest,
    response: Type.Object({
      scopeId: Type.Union([Id, Type.Null()]),
      chosen: Type.Union([
        Type.Object({
          at: Type.String({ format: 'date-time' }),
          by: Type.String(),
          included: Type.Integer(),
          withheld: Type.Integer(),
          /** Types of which the reader may see nothing. */
          hidden: Type.Integer(),
          kinds: Type.Array(
            Type.Object({
              type: Type.String(),
              included: Type.Integer(),
              withheld: Type.Integer(),
              reasons: Type.Array(Reason),
            }),
          ),
        }),
        Type.Null(),
      ]),
      mayChoose: Type.Boolean(),
    }),
  }),
  chooseStructured: endpoint({
    method: 'POST',
    path,
    summary: 'Say whether the structured part of the record (FHIR Bundle and CSV) goes with the packet',
    params: ofRequest,
    body: Type.Object({ scopeId: Id, wanted: Type.Boolean() }, { additionalProperties: false }),
    response: Type.Object({ included: Type.Integer(), withheld: Type.Integer() }),
    status: 201,
  }),
} as const;

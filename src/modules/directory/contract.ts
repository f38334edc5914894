import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });

export const Facility = Type.Object({
  id: Type.String(),
  legalEntityId: Type.String(),
  legalEntityName: Type.String(),
  name: Type.String(),
  timeZone: Type.String(),
  country: Type.String(),
  state: Type.Union([Type.String(), Type.Null()]),
  mrnSystem: Type.String(),
  fictional: Type.Boolean(),
  version: Type.Integer(),
});

const FacilityWords = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  timeZone: Type.String({ minLength: 1, maxLength: 64 }),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  state: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,3}$' })),
  legalEntityName: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
};

export const contract = {
  listFacilities: endpoint({
    method: 'GET',
    path: '/facilities',
    summary: 'Facilities with their legal entity, jurisdiction and time zone',
    response: Type.Object({ facilities: Type.Array(Facility) }),
  }),
  listOrganisations: endpoint({
    method: 'GET',
    path: '/organisations',
    summary: 'Organisations whose name begins like this (at most 50)',
    query: Type.Object({ text: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: Type.Object({
      organisations: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() })),
    }),
  }),
  describeFacility: endpoint({
    method: 'PUT',
    path: '/facilities/:id',
    summary: 'Change what a facility is called and where it lies',
    params: Type.Object({ id: Id }),
    body: Type.Object({ ...FacilityWords, version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
    status: 204,
  }),
  addFacility: endpoint({
    method: 'POST',
    path: '/facilities',
    summary: 'Add a facility, under a new legal entity or the one named',
    body: Type.Object({ ...FacilityWords, legalEntityId: Type.Optional(Id) }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String() }),
    status: 201,
  }),
} as const;

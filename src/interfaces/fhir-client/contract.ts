import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const ofOne = Type.Object({ id: Id });
const facts = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** FHIR R4 base; https, on a host of CHARTKEEPER_FHIR_HOSTS. */
  baseUrl: Type.String({ minLength: 1, maxLength: 500 }),
  clientId: Type.String({ minLength: 1, maxLength: 200 }),
  /** SMART system scopes, e.g. `system/Patient.read system/DocumentReference.read`. */
  scope: Type.String({ minLength: 1, maxLength: 1_000 }),
  /** With which of our keys we prove who we are: some servers take one only. */
  algorithm: Type.Union([Type.Literal('ES384'), Type.Literal('RS384')]),
  /** Ids there; null: all. */
  patients: Type.Union([
    Type.Array(Type.String({ pattern: '^[A-Za-z0-9.-]{1,64}$' }), { maxItems: 10_000 }),
    Type.Null(),
  ]),
  stopped: Type.Boolean(),
};

export const contract = {
  servers: endpoint({
    method: 'GET',
    path: '/fhir-client/servers',
    summary: 'FHIR servers that are read from, with how it goes',
    response: Type.Object({
      servers: Type.Array(
        Type.Object({
          id: Id,
          ...facts,
          notBefore: Type.Union([Moment, Type.Null()]),
          /** Why the last run could not go on. */
          trouble: Type.Union([Type.String(), Type.Null()]),
          pulledAt: Type.Union([Moment, Type.Null()]),
          /** Resources that wait for a person. */
          open: Type.Integer(),
        }),
      ),
    }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/fhir-client/servers',
    summary: 'Add a FHIR server that is read from',
    body: Type.Object(facts),
    status: 201,
    response: Type.Object({ id: Id }),
  }),
  change: endpoint({
    method: 'POST',
    path: '/fhir-client/servers/:id',
    summary: 'Change a FHIR server, stop it or take it up again',
    params: ofOne,
    body: Type.Object(facts),
    response: Type.Object({ id: Id }),
  }),
  pull: endpoint({
    method: 'POST',
    path: '/fhir-client/servers/:id/pull',
    summary: 'Read now what changed on a FHIR server',
    params: ofOne,
    status: 204,
  }),
  items: endpoint({
    method: 'GET',
    path: '/fhir-client/items',
    summary: 'Resources of FHIR servers that wait for a person',
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          server: Type.String(),
          type: Type.String(),
          sourceId: Type.String(),
          state: Type.String(),
          reason: Type.String(),
          candidates: Type.Array(
            Type.Object({
              id: Id,
              name: Type.String(),
              birthDate: Type.Union([Type.String(), Type.Null()]),
              mrn: Type.Union([Type.String(), Type.Null()]),
            }),
          ),
          attempts: Type.Integer(),
          at: Moment,
        }),
      ),
    }),
  }),
  again: endpoint({
    method: 'POST',
    path: '/fhir-client/items/:id/again',
    summary: 'Fetch a resource again and try to file it',
    params: ofOne,
    status: 204,
  }),
  setAside: endpoint({
    method: 'POST',
    path: '/fhir-client/items/:id/set-aside',
    summary: 'A resource is not filed',
    params: ofOne,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    status: 204,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/fhir-client/items/:id/patient',
    summary: 'Say who a patient of a FHIR server is here',
    params: ofOne,
    body: Type.Object({ patientId: Id }),
    status: 204,
  }),
  send: endpoint({
    method: 'POST',
    path: '/fhir-client/servers/:id/documents',
    summary: 'Send a document of a linked patient to a FHIR server',
    params: ofOne,
    body: Type.Object({ documentId: Id }, { additionalProperties: false }),
    status: 201,
    response: ofOne,
  }),
  sendings: endpoint({
    method: 'GET',
    path: '/fhir-client/sendings',
    summary: 'Documents on their way to FHIR servers, and those that wait for a person',
    response: Type.Object({
      sendings: Type.Array(
        Type.Object({
          id: Id,
          server: Type.String(),
          documentId: Id,
          state: Type.String(),
          reason: Type.String(),
          attempts: Type.Integer(),
          at: Moment,
          /** Null: not one for the reader to see. */
          document: Type.Union([
            Type.Object({ patientId: Id, patient: Type.String(), title: Type.String() }),
            Type.Null(),
          ]),
        }),
      ),
    }),
  }),
  givenUp: endpoint({
    method: 'GET',
    path: '/fhir-client/given-up',
    summary: 'Documents and encounters of ours that could not be made FHIR resources, and are tried no more',
    response: Type.Object({
      resources: Type.Array(
        Type.Object({
          n: Type.Integer(),
          type: Type.String(),
          resourceId: Id,
          /** Null: not one for the reader to see. */
          patientId: Type.Union([Id, Type.Null()]),
          patient: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  }),
  projectAgain: endpoint({
    method: 'POST',
    path: '/fhir-client/given-up/again',
    summary: 'Try all of them again',
    response: Type.Object({ count: Type.Integer() }),
  }),
  sendAgain: endpoint({
    method: 'POST',
    path: '/fhir-client/sendings/:id/again',
    summary: 'Try again to send a document',
    params: ofOne,
    status: 204,
  }),
  setSendingAside: endpoint({
    method: 'POST',
    path: '/fhir-client/sendings/:id/set-aside',
    summary: 'A document is not sent',
    params: ofOne,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    status: 204,
  }),
};

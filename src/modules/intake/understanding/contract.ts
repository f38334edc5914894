import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Code = Type.String({ minLength: 1, maxLength: 100 });
const Text = Type.Union([Type.String(), Type.Null()]);
const FormNumber = Type.String({ minLength: 2, maxLength: 30, pattern: '[A-Za-z0-9]' });

export const contract = {
  learning: endpoint({
    method: 'GET',
    path: '/intake/learning',
    summary: 'What was learnt of document types at a facility, how well it does, and which proposals people changed',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      /** Types with fewer filed documents are never proposed. */
      leastExamples: Type.Integer(),
      /** Decisions since the training, counted up to a hundred. */
      decisionsSince: Type.Integer(),
      model: Type.Union([
        Type.Null(),
        Type.Object({
          trainedAt: Type.String({ format: 'date-time' }),
          examples: Type.Integer(),
          seconds: Type.Number(),
          accuracy: Type.Number(),
          macroF1: Type.Number(),
          types: Type.Array(
            Type.Object({
              typeCode: Type.String(),
              examples: Type.Integer(),
              precision: Type.Number(),
              recall: Type.Number(),
              f1: Type.Number(),
            }),
          ),
        }),
      ]),
      /** The newest decisions that were counted for what follows. */
      decided: Type.Integer(),
      accepted: Type.Integer(),
      changed: Type.Array(Type.Object({ proposed: Type.String(), decided: Type.String(), times: Type.Integer() })),
    }),
  }),
  learn: endpoint({
    method: 'POST',
    path: '/intake/learning/now',
    summary: 'Learn the document types anew from what is filed today; runs in the background',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    status: 204,
  }),
  policies: endpoint({
    method: 'GET',
    path: '/intake/policies',
    summary: 'Which documents may file themselves, by source and type',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    response: Type.Object({
      sources: Type.Array(Type.String()),
      policies: Type.Array(
        Type.Object({
          id: Type.String(),
          source: Text,
          typeCode: Text,
          enabled: Type.Boolean(),
          threshold: Type.Number(),
          target: Type.Number(),
          reason: Type.String(),
          setAt: Type.String({ format: 'date-time' }),
          setBy: Type.String(),
        }),
      ),
    }),
  }),
  setPolicy: endpoint({
    method: 'PUT',
    path: '/intake/policies',
    summary: 'Say whether documents of a source and type may file themselves; replaces what was said of the same',
    query: Type.Object({ facilityId: Type.Optional(Id) }),
    body: Type.Object(
      {
        source: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
        typeCode: Type.Optional(Code),
        enabled: Type.Boolean(),
        threshold: Type.Optional(Type.Number({ minimum: 0.5, maximum: 1 })),
        target: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 0.05 })),
        reason: Type.String({ minLength: 3, maxLength: 300 }),
      },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  removePolicy: endpoint({
    method: 'DELETE',
    path: '/intake/policies/:id',
    summary: 'Take a rule back: the next more general one holds',
    params: Type.Object({ id: Id }),
    status: 204,
  }),
  forms: endpoint({
    method: 'GET',
    path: '/intake/forms',
    summary: 'Form numbers and what such a form is filed as',
    response: Type.Object({
      forms: Type.Array(
        Type.Object({ number: Type.String(), title: Type.String(), typeCode: Type.String(), citation: Text }),
      ),
    }),
  }),
  setForm: endpoint({
    method: 'PUT',
    path: '/intake/forms',
    summary: 'Add a form number, or change what it is filed as',
    body: Type.Object(
      { number: FormNumber, title: Type.String({ minLength: 1, maxLength: 200 }), typeCode: Code },
      { additionalProperties: false },
    ),
    status: 204,
  }),
  removeForm: endpoint({
    method: 'DELETE',
    path: '/intake/forms/:number',
    summary: 'Take a form number off the list',
    params: Type.Object({ number: FormNumber }),
    status: 204,
  }),
} as const;

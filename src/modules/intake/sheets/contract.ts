import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Copies = Type.Optional(Type.Integer({ minimum: 1, maximum: 500 }));
const Paper = Type.Optional(Type.Union([Type.Literal('a4'), Type.Literal('letter')]));
const TypeCode = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));

export const sheetsContract = {
  print: endpoint({
    method: 'GET',
    path: '/intake/sheets',
    summary:
      'Sheets that part and name paper before it is scanned, as PDF: separators, types, batches, boxes, labels of things',
    kind: 'download',
    query: Type.Object({
      kind: Type.Union([
        Type.Literal('separator'),
        Type.Literal('type'),
        Type.Literal('batch'),
        Type.Literal('box'),
        Type.Literal('volume'),
        Type.Literal('object-labels'),
      ]),
      /** Of the batch, box, volume or thing. */
      number: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      typeCode: TypeCode,
      copies: Copies,
      paper: Paper,
    }),
  }),
  printOfPatient: endpoint({
    method: 'GET',
    path: '/patients/:patientId/intake-sheets',
    summary: 'Cover and face sheets and labels of one patient, as PDF; the codes hold numbers only',
    kind: 'download',
    params: Type.Object({ patientId: Id }),
    query: Type.Object({
      kind: Type.Union([
        Type.Literal('cover'),
        Type.Literal('face'),
        Type.Literal('patient-labels'),
        Type.Literal('visit-labels'),
        Type.Literal('account-labels'),
      ]),
      encounterId: Type.Optional(Id),
      typeCode: TypeCode,
      copies: Copies,
      paper: Paper,
    }),
  }),
} as const;

import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Words = Type.Array(Type.String());

export const duplicatesContract = {
  list: endpoint({
    method: 'GET',
    path: '/intake/parts/:id/duplicates',
    summary:
      'Earlier documents that this one seems to be the same as, by bytes, words or look, and in what words it differs from the likeliest',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      duplicates: Type.Array(
        Type.Object({
          partId: Type.String(),
          itemId: Type.String(),
          fileName: Type.String(),
          receivedAt: Type.String({ format: 'date-time' }),
          how: Type.Union([Type.Literal('bytes'), Type.Literal('content'), Type.Literal('look')]),
          alike: Type.Number(),
          /** All pages of the document are meant, not one of several. */
          whole: Type.Boolean(),
          /** Of a look: which page looks the same as which. */
          page: Type.Union([Type.Integer(), Type.Null()]),
          ofPage: Type.Union([Type.Integer(), Type.Null()]),
          pages: Type.Integer(),
          confirmed: Type.Boolean(),
          filed: Type.Boolean(),
          settled: Type.Boolean(),
        }),
      ),
      differs: Type.Union([Type.Null(), Type.Object({ onlyHere: Words, onlyThere: Words })]),
    }),
  }),
  discard: endpoint({
    method: 'POST',
    path: '/intake/parts/:id/duplicate',
    summary:
      'It is the same as a whole: its open pages are discarded as a duplicate, the link stays, and it can be undone',
    params: Type.Object({ id: Id }),
    body: Type.Object({ of: Id }, { additionalProperties: false }),
    response: Type.Object({ openPages: Type.Integer() }),
  }),
} as const;

import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Text = Type.Union([Type.String(), Type.Null()]);
const Progress = Type.Object({ offset: Type.Integer(), bytes: Type.Integer() });
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;

export const uploadsContract = {
  begin: endpoint({
    method: 'POST',
    path: '/intake/uploads',
    summary: 'Announce a file that is sent in parts, so that a lost line costs no more than a part',
    body: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 500 }),
        bytes: Type.Integer({ minimum: 1, maximum: MAX_UPLOAD_BYTES }),
        /** Milliseconds since 1970 at which the file was written: what the same person began of it goes on. */
        modified: Type.Optional(Type.Integer({ minimum: 0 })),
        sha256: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F]{64}$' })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ id: Type.String(), partBytes: Type.Integer(), offset: Type.Integer() }),
    status: 201,
  }),
  progress: endpoint({
    method: 'GET',
    path: '/intake/uploads/:id',
    summary: 'How far an upload is: where the next part begins',
    params: Type.Object({ id: Id }),
    response: Progress,
  }),
  append: endpoint({
    method: 'PATCH',
    path: '/intake/uploads/:id',
    summary: 'The next part (application/octet-stream) at the offset; answered when it is on disk',
    kind: 'upload',
    params: Type.Object({ id: Id }),
    query: Type.Object({ offset: Type.Integer({ minimum: 0, maximum: MAX_UPLOAD_BYTES }) }),
    response: Progress,
  }),
  finish: endpoint({
    method: 'POST',
    path: '/intake/uploads/:id/finish',
    summary: 'Take the file in. Answered only when the bytes are safe',
    params: Type.Object({ id: Id }),
    body: Type.Object({ facilityId: Type.Optional(Id), batchId: Type.Optional(Id) }, { additionalProperties: false }),
    response: Type.Object({ id: Type.String(), sameAs: Text }),
    status: 201,
  }),
} as const;

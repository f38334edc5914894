import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

export const lockedContract = {
  unlock: endpoint({
    method: 'POST',
    path: '/intake/items/:id/password',
    summary: 'Read a file that is locked with a password once more, with the password',
    params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
    body: Type.Object({ password: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false }),
    status: 204,
  }),
} as const;

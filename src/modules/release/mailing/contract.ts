import { Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const ofRequest = Type.Object({ id: Id });

export const mailingContract = {
  mail: endpoint({
    method: 'POST',
    path: '/release/requests/:id/mailings',
    summary: 'Send the encrypted packet by mail to a verified address of the requester; it leaves after 60 seconds',
    params: ofRequest,
    body: Type.Object(
      {
        /** A verified mail address of the requester in the register; left away: the one by which the patient wants to be reached. */
        channelId: Type.Optional(Id),
        /** Of the mail around the packet; left away: the patient's own where the patient asked, else English. */
        language: Type.Optional(Type.Enum(['en', 'es'])),
        /** How it reaches the patient as asked, where the way alone does not tell (45 CFR 164.522(b)). */
        asAsked: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
      },
      { additionalProperties: false },
    ),
    response: Type.Object({ notBefore: Type.String({ format: 'date-time' }) }),
    status: 201,
  }),
  takeBack: endpoint({
    method: 'POST',
    path: '/release/requests/:id/mailings/withdrawal',
    summary: 'Take a mailed packet back before it leaves; it can be handed over another way',
    params: ofRequest,
    status: 204,
  }),
} as const;

import { type TSchema, Type } from 'typebox';
import { endpoint } from '../../../platform/http/contract.ts';

const Id = Type.String({ format: 'uuid' });
const Moment = Type.String({ format: 'date-time' });
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' });
/** 64 KiB of a file, as base64. */
const MAX_FILE = 90_000;

const Made = Type.Object({ id: Id, subject: Type.String(), fingerprint: Type.String(), notAfter: Moment });

export const sealContract = {
  showSeals: endpoint({
    method: 'GET',
    path: '/release/seals',
    summary: 'With what each facility seals packets, until when, and what it sealed with before',
    response: Type.Object({
      seals: Type.Array(
        Type.Object({
          facilityId: Id,
          facility: Type.String(),
          custodian: Type.String(),
          current: Nullable(
            Type.Object({
              id: Id,
              origin: Type.Enum(['self-made', 'loaded']),
              subject: Type.String(),
              fingerprint: Type.String(),
              notBefore: Moment,
              notAfter: Moment,
              state: Type.Enum(['good', 'ends-soon', 'ended']),
            }),
          ),
          earlier: Type.Array(
            Type.Object({
              fingerprint: Type.String(),
              subject: Type.String(),
              from: Moment,
              to: Nullable(Moment),
              why: Nullable(Type.String()),
            }),
          ),
        }),
      ),
    }),
  }),
  renewSeal: endpoint({
    method: 'POST',
    path: '/release/seals/:facilityId/renewal',
    summary: 'Seal with a new certificate made here from now on',
    params: Type.Object({ facilityId: Id }),
    body: Type.Object({ reason: Reason }, closed),
    response: Made,
    status: 201,
  }),
  loadSeal: endpoint({
    method: 'POST',
    path: '/release/seals/:facilityId/certificate',
    summary: "Seal with a certificate of the house's own authority from now on: a PKCS#12 file with its password",
    params: Type.Object({ facilityId: Id }),
    body: Type.Object(
      {
        file: Type.String({ minLength: 1, maxLength: MAX_FILE, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
        password: Type.String({ maxLength: 1_000 }),
        reason: Reason,
      },
      closed,
    ),
    response: Made,
    status: 201,
  }),
} as const;

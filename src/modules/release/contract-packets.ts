import { Type } from 'typebox';
import { endpoint } from '../../platform/http/contract.ts';
import { closed, Id, Moment, Nullable, oneOf, Sentence, Word } from './schemas.ts';

const ofRequest = Type.Object({ id: Id });
const request = '/release/requests/:id' as const;
const LinkSecret = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) });
const Passcode = Type.String({ minLength: 1, maxLength: 100 });

/** The packet of a request, how it is handed over, and the links that lead to it (routes-packets.ts). */
export const packetContract = {
  assembleAgain: endpoint({
    method: 'POST',
    path: `${request}/packet`,
    summary: 'Assemble the packet again after a failure',
    params: ofRequest,
    response: Type.Object({ packetId: Id, packetNumber: Type.String() }),
    status: 202,
  }),
  passcode: endpoint({
    method: 'POST',
    path: `${request}/packet/passcode`,
    summary: 'The passcode that opens an encrypted packet, to be told by another way than the packet',
    params: ofRequest,
    response: Type.Object({ passcode: Type.String() }),
  }),
  volume: endpoint({
    method: 'GET',
    path: `${request}/packet/volumes/:volume`,
    summary: 'A volume of the packet, to print or copy; only once the hand-over is logged',
    params: Type.Object({ id: Id, volume: Type.Integer({ minimum: 1, maximum: 1_000 }) }),
    kind: 'download',
  }),
  deliver: endpoint({
    method: 'POST',
    path: `${request}/deliveries`,
    summary: 'Begin a hand-over: it is logged first, then a link or a file is given',
    params: ofRequest,
    body: Type.Object(
      {
        channel: oneOf(['link', 'print', 'mail', 'fax', 'in-person', 'electronic', 'other']),
        /** For a link; else chosen here and shown once. */
        passcode: Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
        expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
        /** For a link: how often each volume may be fetched; else as often as wanted until it expires. */
        downloads: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        /** Where it goes to somebody else than the requester (a form names the recipient). */
        recipient: Type.Optional(
          Type.Object(
            {
              name: Word,
              organisation: Type.Optional(Word),
              address: Type.Optional(Type.Array(Word, { maxItems: 8 })),
              directoryId: Type.Optional(Id),
            },
            closed,
          ),
        ),
        /** For a fax, where it is not the requester's as recorded. */
        faxNumber: Type.Optional(Word),
        /** Before a fax or a letter to a number or address that nobody has verified. */
        callBack: Type.Optional(Type.Object({ spokeTo: Word, number: Word, numberFrom: Word }, closed)),
        /** How it reaches the patient as the patient asked, where the way alone does not tell (45 CFR 164.522(b)). */
        asAsked: Type.Optional(Word),
      },
      closed,
    ),
    response: Type.Object({
      disclosureId: Id,
      accountable: Type.Boolean(),
      link: Nullable(
        /** Shown once: only hashes are kept. */
        Type.Object({ id: Id, url: Type.String(), passcode: Type.String(), expiresAt: Moment }),
      ),
    }),
    status: 201,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/release/disclosures/:disclosureId/confirmation',
    summary: 'Say what became of a hand-over',
    params: Type.Object({ disclosureId: Id }),
    body: Type.Object({ outcome: oneOf(['handed-over', 'not-handed-over']), how: Sentence }, closed),
    status: 204,
  }),
  revokeLink: endpoint({
    method: 'POST',
    path: '/release/deliveries/links/:linkId/revocation',
    summary: 'Take a link back',
    params: Type.Object({ linkId: Id }),
    body: Type.Object({ reason: Sentence }, closed),
    status: 204,
  }),
  openLink: endpoint({
    method: 'POST',
    path: '/release/links/:token/contents',
    summary: 'For the recipient: what lies behind a link',
    params: LinkSecret,
    body: Type.Object({ passcode: Passcode }, closed),
    response: Type.Object({
      packetNumber: Type.String(),
      custodian: Type.String(),
      expiresAt: Moment,
      encrypted: Type.Boolean(),
      pages: Type.Integer(),
      volumes: Type.Array(
        Type.Object({
          volume: Type.Integer(),
          bytes: Type.Integer(),
          sha256: Type.String(),
          /** How often it may still be fetched; null: as often as wanted. */
          left: Nullable(Type.Integer()),
        }),
      ),
    }),
  }),
  fetchByLink: endpoint({
    method: 'POST',
    path: '/release/links/:token',
    summary: 'For the recipient: fetch a volume of the packet',
    params: LinkSecret,
    body: Type.Object(
      { passcode: Passcode, volume: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
      closed,
    ),
    kind: 'download',
  }),
  verifyPacket: endpoint({
    method: 'POST',
    path: '/release/packets/verify',
    summary: 'Hold the files of a packet against what was kept when it was made',
    kind: 'upload',
    response: Type.Object({
      packetNumber: Type.String(),
      pages: Type.Integer(),
      verified: Type.Integer(),
      mismatches: Type.Array(
        Type.Object({
          volume: Type.Integer(),
          page: Type.Optional(Type.Integer()),
          /** A file attached to the volume. */
          file: Type.Optional(Type.String()),
          reason: Type.String(),
        }),
      ),
      seals: Type.Array(
        Type.Object({
          volume: Type.Integer(),
          state: oneOf(['valid', 'changed', 'foreign', 'none', 'missing']),
          fingerprint: Type.Optional(Type.String()),
        }),
      ),
    }),
  }),
} as const;

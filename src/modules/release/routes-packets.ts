import { type Download, route } from '../../platform/http/route.ts';
import { secretHash, secretToken } from '../../platform/ids.ts';
import { assembleAgain } from './begin-packet.ts';
import { confirmDelivery, revokeLink } from './confirm-delivery.ts';
import { packetContract } from './contract-packets.ts';
import { deliverPacket } from './deliver-packet.ts';
import { findPasscode, openVolume } from './open-packet.ts';
import { hashPasscode, newPasscode } from './passcode.ts';
import { plain } from './plain.ts';
import { enterLink, fetchVolume, noteFetched, showContents } from './use-link.ts';
import { verifyPacketFiles } from './verify-packet-files.ts';

const LINK_DAYS = 14;
/** From one address; the limit of five wrong tries is the link's own. */
const STRANGERS_PER_MINUTE = 30;
const MAX_PASSCODE_BYTES = 1_000;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

/** The packet, its hand-over, and the recipient at the door. */
export const packetRoutes = [
  route(packetContract.assembleAgain, {
    permission: 'release/work',
    verb: 'release.assemble-again',
    subject: ofRequest,
    handle: (act, { params }) => assembleAgain(act, { requestId: params.id }),
  }),
  route(packetContract.passcode, {
    permission: 'release/deliver',
    verb: 'release.reveal-passcode',
    subject: ofRequest,
    handle: (act, { params }) => findPasscode(act, { requestId: params.id }),
    after: async ({ services }, blob) => ({
      passcode: (await services.blobs.read(blob, MAX_PASSCODE_BYTES)).toString('utf8'),
    }),
  }),
  route(packetContract.volume, {
    permission: 'release/deliver',
    verb: 'release.open-packet',
    subject: ofRequest,
    handle: (act, { params }) => openVolume(act, { requestId: params.id, volume: params.volume }),
    after: async ({ services }, { blob, fileName }): Promise<Download> => ({
      bytes: services.blobs.open(blob),
      contentType: 'application/pdf',
      contentLength: blob.bytes,
      attachment: fileName,
    }),
  }),
  route(packetContract.deliver, {
    permission: 'release/deliver',
    verb: 'release.deliver',
    subject: ofRequest,
    before: async (_context, { body }) => {
      if (body.channel !== 'link') return undefined;
      const secret = secretToken();
      const passcode = body.passcode?.trim() ?? newPasscode();
      return { secret, passcode, passcodeHash: await hashPasscode(passcode) };
    },
    handle: (act, { params, body }, made) =>
      deliverPacket(act, {
        requestId: params.id,
        channel: body.channel,
        recipient: body.recipient,
        faxNumber: body.faxNumber,
        callBack: body.callBack,
        asAsked: body.asAsked,
        ...(made === undefined
          ? {}
          : {
              link: {
                secretHash: secretHash(made.secret),
                passcodeHash: made.passcodeHash,
                expiresInDays: body.expiresInDays ?? LINK_DAYS,
                downloadsAtMost: body.downloads ?? null,
              },
            }),
      }),
    after: async ({ services }, { link, ...delivery }, _input, made) => ({
      ...delivery,
      // A repeat with the same Idempotency-Key finds the first link, whose secret nobody kept: it is shown once only.
      link:
        link === null || made === undefined || secretHash(made.secret).toString('hex') !== link.secretHash
          ? null
          : {
              id: link.id,
              url: `${services.publicUrl}/release/links/${made.secret}`,
              passcode: made.passcode,
              expiresAt: link.expiresAt,
            },
    }),
  }),
  route(packetContract.confirm, {
    permission: 'release/deliver',
    verb: 'release.confirm',
    handle: (act, { params, body }) => confirmDelivery(act, { disclosureId: params.disclosureId, ...body }),
  }),
  route(packetContract.revokeLink, {
    permission: 'release/deliver',
    verb: 'release.revoke-link',
    handle: (act, { params, body }) => revokeLink(act, { linkId: params.linkId, ...body }),
  }),
  route(packetContract.openLink, {
    permission: 'public',
    verb: 'release.use-link',
    perMinute: STRANGERS_PER_MINUTE,
    before: async ({ services }, { params, body }) =>
      showContents(services, await enterLink(services, params.token, body.passcode)),
    handle: async (_act, _input, contents) => contents,
  }),
  route(packetContract.fetchByLink, {
    permission: 'public',
    verb: 'release.use-link',
    perMinute: STRANGERS_PER_MINUTE,
    before: async ({ services }, { params, body }) => {
      const place = await enterLink(services, params.token, body.passcode);
      return { place, ...(await fetchVolume(services, place, body.volume ?? 1)) };
    },
    // What `handle` returns may be kept for repeats; the place of the packet need not be.
    handle: async () => undefined,
    after: async ({ services, reply }, _nothing, { body }, { place, blob, fileName }): Promise<Download> => {
      reply.raw.once('finish', () => {
        noteFetched(services, place, body.volume ?? 1).catch((error: unknown) =>
          services.log.warn(
            { err: error, linkId: place.linkId },
            'a download could not be confirmed; the worklist keeps it',
          ),
        );
      });
      return {
        bytes: services.blobs.open(blob),
        contentType: 'application/pdf',
        contentLength: blob.bytes,
        attachment: fileName,
      };
    },
  }),
  route(packetContract.verifyPacket, {
    permission: 'release/read',
    verb: 'release.verify-packet',
    before: (context) => verifyPacketFiles(context),
    handle: async (act, _input, verification) => {
      act.note({
        count: verification.pages,
        detail: {
          packet: verification.packetNumber,
          verified: verification.verified,
          mismatches: verification.mismatches.length,
          seals: verification.seals.map(({ state }) => state),
        },
      });
      return plain(verification);
    },
  }),
];

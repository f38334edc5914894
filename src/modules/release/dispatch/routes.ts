import { Readable } from 'node:stream';
import { type Download, route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { beginDispatch } from './begin-dispatch.ts';
import { dispatchContract } from './contract.ts';
import { markMade, markPosted } from './go-on.ts';
import { listDispatches, listPrintRun } from './list-print-run.ts';
import { findImage, packImage } from './make-image.ts';
import { findPasscodeLetter, markPasscodeSent, setPasscodeLetter } from './passcode-letter.ts';
import { pickUp, type Strokes } from './pick-up.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const dispatchRoutes = [
  route(dispatchContract.begin, {
    permission: 'release/deliver',
    verb: 'release.begin-dispatch',
    subject: ofRequest,
    handle: (act, { params, body }) => beginDispatch(act, { requestId: params.id, ...body }),
  }),
  route(dispatchContract.pickUp, {
    permission: 'release/deliver',
    verb: 'release.pick-up',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      pickUp(act, { requestId: params.id, ...body, signature: body.signature as Strokes | undefined }), // as the schema says
  }),
  route(dispatchContract.ofCase, {
    permission: 'release/read',
    verb: 'release.see-dispatches',
    subject: ofRequest,
    // The columns hold words that their CHECKs know.
    handle: async (act, { params }) => plain(await listDispatches(act, params.id)) as never,
  }),
  route(dispatchContract.printRun, {
    permission: 'release/deliver',
    verb: 'release.see-print-run',
    handle: async (act) => plain(await listPrintRun(act)) as never, // likewise
  }),
  route(dispatchContract.made, {
    permission: 'release/deliver',
    verb: 'release.mark-made',
    handle: (act, { params }) => markMade(act, params),
  }),
  route(dispatchContract.posted, {
    permission: 'release/deliver',
    verb: 'release.mark-posted',
    handle: (act, { params, body }) => markPosted(act, { ...params, ...body }),
  }),
  route(dispatchContract.passcodeLetter, {
    permission: 'release/deliver',
    verb: 'release.print-passcode-letter',
    handle: (act, { params }) => findPasscodeLetter(act, params),
    after: async ({ services }, letter): Promise<Download> => ({
      bytes: Readable.from([await setPasscodeLetter(services, letter)]),
      contentType: 'application/pdf',
      attachment: `${letter.number}-passcode.pdf`,
    }),
  }),
  route(dispatchContract.passcodeSent, {
    permission: 'release/deliver',
    verb: 'release.send-passcode-letter',
    handle: (act, { params, body }) => markPasscodeSent(act, { ...params, ...body }),
  }),
  route(dispatchContract.image, {
    permission: 'release/deliver',
    verb: 'release.write-medium',
    handle: (act, { params }) => findImage(act, params),
    after: async ({ services }, image): Promise<Download> => ({
      bytes: packImage(services, image),
      contentType: 'application/zip',
      attachment: `${image.number}.zip`,
    }),
  }),
];

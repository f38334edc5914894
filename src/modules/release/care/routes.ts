import { type RequestContext, route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { careContract } from './contract.ts';
import { findRecipients } from './find-recipients.ts';
import { listUsual } from './list-usual.ts';
import { type CareSettings, previewCare } from './preview-care.ts';
import { readLabel } from './read-label.ts';
import { recordQuickly } from './record-quickly.ts';
import { reportMisdirected } from './report-misdirected.ts';
import { sendForCare } from './send-for-care.ts';
import { showCare } from './show-care.ts';
import { takeBack } from './take-back.ts';

const ofPatient = ({ params }: { params: { patientId: string } }) => ({
  kind: 'patient',
  id: params.patientId,
  patientId: params.patientId,
});
const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });
const settingsOf = async ({ services }: RequestContext): Promise<CareSettings> => services.settings;

/** Records for the next provider in one act, and what is told at the bedside. */
export const careRoutes = [
  route(careContract.preview, {
    permission: 'release/send-for-care',
    verb: 'release.preview-care',
    subject: ofPatient,
    before: settingsOf,
    handle: async (act, { params, query }, settings) =>
      plain(
        await previewCare(act, { patientId: params.patientId, withUnsigned: query.withUnsigned ?? false }, settings),
      ),
  }),
  route(careContract.recipients, {
    permission: 'release/send-for-care',
    verb: 'release.find-recipient',
    handle: async (act, { query }) => plain({ recipients: await findRecipients(act, query) }),
  }),
  route(careContract.send, {
    permission: 'release/send-for-care',
    verb: 'release.send-for-care',
    purpose: 'treatment',
    subject: ofPatient,
    before: settingsOf,
    handle: (act, { params, body: { number, ...body } }, settings) =>
      sendForCare(
        act,
        {
          patientId: params.patientId,
          ...body,
          askedVia: body.askedVia ?? 'phone',
          withUnsigned: body.withUnsigned ?? false,
          number: number === undefined || 'channelId' in number ? number : { ...number, keep: number.keep ?? false },
        },
        settings,
      ),
  }),
  route(careContract.show, {
    permission: 'release/read',
    verb: 'release.see-care',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showCare(act, params.id)),
  }),
  route(careContract.takeBack, {
    permission: 'release/send-for-care',
    verb: 'release.take-back',
    subject: ofRequest,
    handle: (act, { params }) => takeBack(act, { requestId: params.id }),
  }),
  route(careContract.misdirected, {
    permission: 'release/deliver',
    verb: 'release.report-misdirected',
    handle: (act, { params, body }) => reportMisdirected(act, { disclosureId: params.disclosureId, ...body }),
  }),
  route(careContract.usual, {
    permission: 'release/record-disclosure',
    verb: 'release.see-usual',
    handle: async (act) => plain(await listUsual(act)),
  }),
  route(careContract.label, {
    permission: 'release/record-disclosure',
    verb: 'release.read-label',
    subject: ofPatient,
    handle: async (act, { params, query }) => plain(await readLabel(act, { patientId: params.patientId, ...query })),
  }),
  route(careContract.quick, {
    permission: 'release/record-disclosure',
    verb: 'release.record-disclosure',
    subject: ofPatient,
    handle: async (act, { params, body }) => plain(await recordQuickly(act, { patientId: params.patientId, ...body })),
  }),
];

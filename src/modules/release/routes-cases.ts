import { route } from '../../platform/http/route.ts';
import { facilityOf } from '../patients/index.ts';
import { accountForDisclosures } from './account-for-disclosures.ts';
import { approveRelease, sendBack } from './approve-release.ts';
import { cancelRequest } from './cancel-request.ts';
import { chooseScope } from './choose-scope.ts';
import { closeRequest } from './close-request.ts';
import { contract } from './contract.ts';
import { describeRequest } from './describe-request.ts';
import { identifyPatient, withdrawIdentification } from './identify-patient.ts';
import { listDisclosures } from './list-disclosures.ts';
import { listRequests } from './list-requests.ts';
import { refuseOwnRecord } from './load-request.ts';
import { listWords } from './list-words.ts';
import { openRequest } from './open-request.ts';
import { pendRequest, resumeRequest } from './pend-request.ts';
import { plain } from './plain.ts';
import { receiveRequest } from './receive-request.ts';
import { recordAuthority } from './record-authority.ts';
import { recordDisclosure } from './record-disclosure.ts';
import { settleDocument } from './settle-document.ts';
import { verifyRequester } from './verify-requester.ts';

const ofPatient = ({ params }: { params: { patientId: string } }) => ({
  kind: 'patient',
  id: params.patientId,
  patientId: params.patientId,
});
const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

/** The case from receipt to approval, and the disclosures of a record. */
export const caseRoutes = [
  route(contract.list, {
    permission: 'release/read',
    verb: 'release.list',
    handle: async (act, { query }) =>
      plain(await listRequests(act, { show: query.show ?? 'open', patientId: query.patientId, text: query.text })),
  }),
  route(contract.words, {
    permission: 'release/read',
    verb: 'release.look-up-words',
    handle: async (act) => plain(await listWords(act)),
  }),
  route(contract.open, {
    permission: 'release/read',
    verb: 'release.open',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await openRequest(act, params.id)) as never, // words of CHECK constraints
  }),
  route(contract.receive, {
    permission: 'release/work',
    verb: 'release.receive',
    handle: (act, { body: { receivedAt, receivedVia, facilityId, intake, said, ...description } }) =>
      receiveRequest(act, {
        receivedAt: new Date(receivedAt),
        receivedVia,
        facilityId: facilityOf(act, facilityId),
        description,
        said,
        origin: 'desk',
        ...(intake === undefined ? {} : { intake }),
      }),
  }),
  route(contract.describe, {
    permission: 'release/work',
    verb: 'release.describe',
    subject: ofRequest,
    handle: (act, { params, body: { version, ...description } }) =>
      describeRequest(act, { requestId: params.id, version, description }),
  }),
  route(contract.identify, {
    permission: 'release/work',
    verb: 'release.identify',
    subject: ofRequest,
    handle: (act, { params, body }) => identifyPatient(act, { requestId: params.id, ...body }),
  }),
  route(contract.withdrawIdentification, {
    permission: 'release/work',
    verb: 'release.withdraw-identification',
    subject: ofRequest,
    handle: (act, { params, body }) => withdrawIdentification(act, { requestId: params.id, ...body }),
  }),
  route(contract.verifyRequester, {
    permission: 'release/work',
    verb: 'release.verify-requester',
    subject: ofRequest,
    handle: async (act, { params, body }) =>
      plain(
        await verifyRequester(act, {
          requestId: params.id,
          how: body.how,
          seen: body.seen,
          officialAsks: body.officialAsks ?? 'not-an-official',
        }),
      ),
  }),
  route(contract.recordAuthority, {
    permission: 'release/work',
    verb: 'release.record-authority',
    subject: ofRequest,
    handle: async (act, { params, body: { form, ...rest } }) =>
      plain(
        await recordAuthority(act, {
          requestId: params.id,
          ...rest,
          ...(form === undefined
            ? {}
            : {
                form: {
                  ...form,
                  expiryEventKnown: form.expiryEventKnown ?? false,
                  revokedOn: form.revokedOn ?? null,
                  knownFalse: form.knownFalse ?? false,
                  combinedWith: form.combinedWith ?? 'nothing',
                  wronglyConditioned: form.wronglyConditioned ?? false,
                  forResearch: form.forResearch ?? false,
                },
              }),
        }),
      ),
  }),
  route(contract.chooseScope, {
    permission: 'release/work',
    verb: 'release.choose-scope',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      chooseScope(act, {
        requestId: params.id,
        from: body.from,
        to: body.to,
        typeCodes: body.typeCodes ?? null,
        withUnsigned: body.withUnsigned ?? false,
        encrypt: body.encrypt ?? false,
        encounterId: body.encounterId,
        injuryOn: body.injuryOn,
        whyWider: body.whyWider,
      }),
  }),
  route(contract.settleDocument, {
    permission: 'release/work',
    verb: 'release.settle-document',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      settleDocument(act, { requestId: params.id, documentId: params.documentId, ...body }),
  }),
  route(contract.approve, {
    permission: 'release/approve',
    verb: 'release.approve',
    subject: ofRequest,
    handle: (act, { params, body }) => approveRelease(act, { requestId: params.id, ...body }),
  }),
  route(contract.sendBack, {
    permission: 'release/approve',
    verb: 'release.send-back',
    subject: ofRequest,
    handle: (act, { params, body }) => sendBack(act, { requestId: params.id, ...body }),
  }),
  route(contract.cancel, {
    permission: 'release/manage',
    verb: 'release.cancel',
    subject: ofRequest,
    handle: (act, { params, body }) => cancelRequest(act, { requestId: params.id, ...body }),
  }),
  route(contract.close, {
    permission: 'release/work',
    verb: 'release.close',
    subject: ofRequest,
    handle: (act, { params, body }) => closeRequest(act, { requestId: params.id, ...body }),
  }),
  route(contract.pend, {
    permission: 'release/work',
    verb: 'release.pend',
    subject: ofRequest,
    handle: (act, { params, body }) => pendRequest(act, { requestId: params.id, ...body }),
  }),
  route(contract.resume, {
    permission: 'release/work',
    verb: 'release.resume',
    subject: ofRequest,
    handle: (act, { params }) => resumeRequest(act, { requestId: params.id, pendId: params.pendId }),
  }),
  route(contract.disclosures, {
    permission: 'release/read',
    verb: 'release.list-disclosures',
    subject: ofPatient,
    handle: async (act, { params }) => {
      await refuseOwnRecord(act, params.patientId);
      const { disclosures, more } = await listDisclosures(act, { patientId: params.patientId });
      act.note({ count: disclosures.length });
      return plain({ disclosures, more }) as never; // outcome: CHECK hand_over_outcome_is_known
    },
  }),
  route(contract.recordDisclosure, {
    permission: 'release/work',
    verb: 'release.record-disclosure',
    subject: ofPatient,
    handle: async (act, { params, body }) =>
      plain(
        await recordDisclosure(act, {
          patientId: params.patientId,
          ...body,
          disclosedAt: new Date(body.disclosedAt),
        }),
      ),
  }),
  route(contract.accounting, {
    permission: 'release/manage',
    verb: 'release.account',
    subject: ofPatient,
    handle: async (act, { params, query }) =>
      plain(await accountForDisclosures(act, { patientId: params.patientId, askedOn: query.askedOn })) as never, // as above
  }),
];

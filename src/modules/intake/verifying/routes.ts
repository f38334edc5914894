import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { contract } from './contract.ts';
import { enterAgain } from './enter-again.ts';
import { listRates, printRates } from './list-rates.ts';
import { listWaitingVerifications } from './list-waiting.ts';
import { findVerificationPage, openVerification } from './open-verification.ts';
import { listVerifyRules, setVerifyRule } from './rules.ts';
import { prepareSettlement, settleDifference } from './settle-difference.ts';

const verification = ({ params }: { params: { id: string } }) => ({ kind: 'verification', id: params.id });

export const verifyingRoutes = [
  route(contract.verification, {
    permission: 'intake/verify',
    verb: 'intake.open-verification',
    subject: verification,
    handle: async (act, { params }) => {
      const { entries, patients, ...found } = await openVerification(act, params.id);
      return {
        ...found,
        patients: [...patients],
        entries: entries === null ? null : { ...entries, differs: [...entries.differs] },
      };
    },
  }),
  route(contract.verificationPage, {
    permission: 'intake/verify',
    verb: 'intake.view-page',
    subject: verification,
    handle: (act, { params }) => findVerificationPage(act, params),
    after: ({ services }, blob) =>
      Promise.resolve({
        bytes: services.blobs.open(blob),
        contentType: 'image/webp',
        contentLength: blob.bytes,
        cacheSeconds: 900,
      }),
  }),
  route(contract.enterAgain, {
    permission: 'intake/verify',
    verb: 'intake.verify',
    subject: verification,
    handle: (act, { params, body }) =>
      enterAgain(act, { ...params, ...body, encounterId: body.encounterId ?? null, date: body.date ?? null }),
  }),
  route(contract.settleDifference, {
    permission: 'intake/verify',
    verb: 'intake.settle-difference',
    subject: verification,
    before: (context, { params, body }) => prepareSettlement(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => settleDifference(act, { ...params, ...body }, prepared),
  }),
  route(contract.verifyRules, {
    permission: 'intake/verify',
    verb: 'intake.view-verifying',
    handle: async (act, { query }) => ({ rules: await listVerifyRules(act, facilityOf(act, query.facilityId)) }),
  }),
  route(contract.setVerifyRule, {
    permission: 'intake/set-rules',
    verb: 'intake.set-verify-rule',
    handle: (act, { query, body }) => setVerifyRule(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.errorRates, {
    permission: 'intake/set-rules',
    verb: 'intake.view-verifying',
    handle: (act, { query }) => listRates(act, { ...query, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.saveErrorRates, {
    permission: 'intake/set-rules',
    verb: 'intake.save-error-rates',
    handle: (act, { query }) => printRates(act, { ...query, facilityId: facilityOf(act, query.facilityId) }),
    after: (_context, bytes) =>
      Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: 'error-rates.csv' }),
  }),
  route(contract.waitingVerifications, {
    permission: 'intake/verify',
    verb: 'intake.view-verifying',
    handle: async (act, { params }) => {
      const { waiting } = await listWaitingVerifications(act, params.kind);
      return { waiting: waiting.map((row) => ({ ...row, differs: [...row.differs] })) };
    },
  }),
];

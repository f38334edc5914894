import { route } from '../../../platform/http/route.ts';
import { ruleBook } from '../../regulations/index.ts';
import { plain } from '../plain.ts';
import { addDestination } from './add-destination.ts';
import { answerSubmission } from './answer-submission.ts';
import { beginStanding } from './begin-standing.ts';
import { changeDestination } from './change-destination.ts';
import { chooseDestination } from './choose-destination.ts';
import { payerContract as contract } from './contract.ts';
import { ssa827 } from './derive-known-form.ts';
import { dropAppeal } from './drop-appeal.ts';
import { endStanding } from './end-standing.ts';
import { listDestinations } from './list-destinations.ts';
import { listPayerCases, printPayerCases } from './list-payer-cases.ts';
import { openAppeal } from './open-appeal.ts';
import { proveSubmission } from './prove-submission.ts';
import { recordInjury } from './record-injury.ts';
import { recordSubmission } from './record-submission.ts';
import { showPayerCase } from './show-payer-case.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const payerRoutes = [
  route(contract.destinations, {
    permission: 'release/read',
    verb: 'release.list-destinations',
    handle: async (act) => plain(await listDestinations(act)) as never, // words of CHECK constraints
  }),
  route(contract.addDestination, {
    permission: 'release/manage',
    verb: 'release.add-destination',
    handle: (act, { body }) => addDestination(act, body),
  }),
  route(contract.changeDestination, {
    permission: 'release/manage',
    verb: 'release.change-destination',
    subject: ({ params }) => ({ kind: 'destination', id: params.destinationId }),
    handle: (act, { params, body: { version, retired, ...words } }) =>
      changeDestination(act, { id: params.destinationId, version, retired, words }),
  }),
  route(contract.payerCase, {
    permission: 'release/read',
    verb: 'release.see-payer-case',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showPayerCase(act, params.id)) as never, // as above
  }),
  route(contract.chooseDestination, {
    permission: 'release/work',
    verb: 'release.choose-destination',
    subject: ofRequest,
    handle: (act, { params, body }) => chooseDestination(act, { requestId: params.id, ...body }),
  }),
  route(contract.recordSubmission, {
    permission: 'release/deliver',
    verb: 'release.record-submission',
    subject: ofRequest,
    handle: (act, { params, body }) => recordSubmission(act, { requestId: params.id, ...body }),
  }),
  route(contract.proveSubmission, {
    permission: 'release/work',
    verb: 'release.prove-submission',
    subject: ofRequest,
    handle: (act, { params: { id, submissionId }, body }) =>
      proveSubmission(act, { requestId: id, submissionId, ...body }),
  }),
  route(contract.answerSubmission, {
    permission: 'release/work',
    verb: 'release.answer-submission',
    subject: ofRequest,
    handle: (act, { params: { id, submissionId }, body }) =>
      answerSubmission(act, { requestId: id, submissionId, ...body }),
  }),
  route(contract.openAppeal, {
    permission: 'release/work',
    verb: 'release.open-appeal',
    subject: ofRequest,
    handle: (act, { params, body }) => openAppeal(act, { requestId: params.id, ...body }),
  }),
  route(contract.dropAppeal, {
    permission: 'release/work',
    verb: 'release.drop-appeal',
    subject: ofRequest,
    handle: (act, { params: { id, appealId }, body }) => dropAppeal(act, { requestId: id, appealId, ...body }),
  }),
  route(contract.recordInjury, {
    permission: 'release/work',
    verb: 'release.record-injury',
    subject: ofRequest,
    handle: (act, { params, body }) => recordInjury(act, { requestId: params.id, ...body }),
  }),
  route(contract.beginStanding, {
    permission: 'release/work',
    verb: 'release.begin-standing',
    subject: ofRequest,
    handle: (act, { params, body }) => beginStanding(act, { requestId: params.id, ...body }),
  }),
  route(contract.endStanding, {
    permission: 'release/work',
    verb: 'release.end-standing',
    subject: ofRequest,
    handle: (act, { params, body }) => endStanding(act, { requestId: params.id, ...body }),
  }),
  route(contract.ssaForm, {
    permission: 'release/read',
    verb: 'release.look-up-form',
    handle: (act, { query }) =>
      Promise.resolve(ssa827(query.signedOn ?? null, ruleBook().rules, act.now.toISOString().slice(0, 10))),
  }),
  route(contract.payerCases, {
    permission: 'release/read',
    verb: 'release.list-payer-cases',
    handle: async (act, { query }) => plain(await listPayerCases(act, query)) as never, // as above
  }),
  route(contract.exportPayerCases, {
    permission: 'release/read',
    verb: 'release.export-payer-cases',
    handle: (act, { query }) => listPayerCases(act, { ...query, all: true }),
    after: (_context, listed) =>
      Promise.resolve({
        bytes: printPayerCases(listed),
        contentType: 'text/csv; charset=utf-8',
        attachment: 'payer-cases.csv',
      }),
  }),
];

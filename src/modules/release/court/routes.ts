import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { courtContract } from './contract.ts';
import { dropObjection } from './drop-objection.ts';
import { draftCourtPaper, prepareCourtPaper } from './draft-court-paper.ts';
import { holdForCourt } from './hold-for-court.ts';
import { listCourt, printCourt } from './list-court.ts';
import { meetStateClock } from './meet-state-clock.ts';
import { recordAppearance } from './record-appearance.ts';
import { recordCourtDecision } from './record-court-decision.ts';
import { recordObjection } from './record-objection.ts';
import { recordProcess } from './record-process.ts';
import { showCourt } from './show-court.ts';

const LETTERS_PER_MINUTE = 60;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const courtRoutes = [
  route(courtContract.courtDesk, {
    permission: 'release/read',
    verb: 'release.list-court',
    handle: async (act) => plain(await listCourt(act)) as never, // words of CHECK constraints
  }),
  route(courtContract.exportCourt, {
    permission: 'release/read',
    verb: 'release.export-court',
    handle: (act) => listCourt(act),
    after: (_context, { cases }) =>
      Promise.resolve({
        bytes: printCourt(cases),
        contentType: 'text/csv; charset=utf-8',
        attachment: 'court-desk.csv',
      }),
  }),
  route(courtContract.court, {
    permission: 'release/read',
    verb: 'release.see-court',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showCourt(act, params.id)) as never, // words of CHECK constraints
  }),
  route(courtContract.recordProcess, {
    permission: 'release/work',
    verb: 'release.record-process',
    subject: ofRequest,
    handle: (act, { params, body }) => recordProcess(act, { requestId: params.id, ...body }),
  }),
  route(courtContract.recordObjection, {
    permission: 'release/work',
    verb: 'release.record-objection',
    subject: ofRequest,
    handle: (act, { params, body }) => recordObjection(act, { requestId: params.id, ...body }),
  }),
  route(courtContract.recordCourtDecision, {
    permission: 'release/approve',
    verb: 'release.record-court-decision',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      recordCourtDecision(act, { requestId: params.id, objectionId: params.objectionId, ...body }),
  }),
  route(courtContract.dropObjection, {
    permission: 'release/approve',
    verb: 'release.drop-objection',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      dropObjection(act, { requestId: params.id, objectionId: params.objectionId, ...body }),
  }),
  route(courtContract.recordAppearance, {
    permission: 'release/work',
    verb: 'release.record-appearance',
    subject: ofRequest,
    handle: (act, { params, body }) => recordAppearance(act, { requestId: params.id, ...body }),
  }),
  route(courtContract.meetStateClock, {
    permission: 'release/work',
    verb: 'release.meet-state-clock',
    subject: ofRequest,
    handle: (act, { params, body }) => meetStateClock(act, { requestId: params.id, ...body }),
  }),
  route(courtContract.holdForCourt, {
    permission: 'documents/hold',
    verb: 'release.hold-for-court',
    subject: ofRequest,
    handle: (act, { params }) => holdForCourt(act, { requestId: params.id }),
  }),
  route(courtContract.draftCourtPaper, {
    permission: 'release/work',
    verb: 'release.draft-court-paper',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) => prepareCourtPaper(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => draftCourtPaper(act, { requestId: params.id, ...body }, prepared),
  }),
];

import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { answerReview, prepareReview } from './answer-review.ts';
import { askForReview } from './ask-for-review.ts';
import { outcomeContract } from './contract.ts';
import { denyAccess, prepareDenial } from './deny-access.ts';
import { extendTime, prepareExtension } from './extend-time.ts';
import { listOutcomes } from './list-outcomes.ts';
import { prepareOutcome, recordOutcome } from './record-outcome.ts';
import { withdrawOutcome } from './withdraw-outcome.ts';

const LETTERS_PER_MINUTE = 60;

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const outcomeRoutes = [
  route(outcomeContract.outcomes, {
    permission: 'release/read',
    verb: 'release.list-outcomes',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listOutcomes(act, params.id)) as never, // words of CHECK constraints
  }),
  route(outcomeContract.recordOutcome, {
    permission: 'release/work',
    verb: 'release.record-outcome',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) => prepareOutcome(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => recordOutcome(act, { requestId: params.id, ...body }, prepared),
  }),
  route(outcomeContract.denyAccess, {
    permission: 'release/approve',
    verb: 'release.deny-access',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) => prepareDenial(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => denyAccess(act, { requestId: params.id, ...body }, prepared),
  }),
  route(outcomeContract.extendTime, {
    permission: 'release/work',
    verb: 'release.extend-time',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) => prepareExtension(context, { requestId: params.id, ...body }),
    handle: (act, { params, body }, prepared) => extendTime(act, { requestId: params.id, ...body }, prepared),
  }),
  route(outcomeContract.withdrawOutcome, {
    permission: 'release/work',
    verb: 'release.withdraw-outcome',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      withdrawOutcome(act, { ...body, requestId: params.id, outcomeId: params.outcomeId }),
  }),
  route(outcomeContract.askForReview, {
    permission: 'release/work',
    verb: 'release.ask-for-review',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      askForReview(act, { ...body, requestId: params.id, outcomeId: params.outcomeId }),
  }),
  route(outcomeContract.answerReview, {
    permission: 'release/approve',
    verb: 'release.answer-review',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRequest,
    before: (context, { params, body }) =>
      prepareReview(context, { ...body, requestId: params.id, reviewId: params.reviewId }),
    handle: (act, { params, body }, prepared) =>
      answerReview(act, { ...body, requestId: params.id, reviewId: params.reviewId }, prepared),
  }),
];

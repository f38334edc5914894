import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { answerRecall, prepareRecall } from './answer-recall.ts';
import { recallContract } from './contract.ts';
import { showRecall } from './show-recall.ts';

const LETTERS_PER_MINUTE = 60;
const ofRecall = ({ params }: { params: { id: string } }) => ({ kind: 'recall', id: params.id });

export const recallRoutes = [
  route(recallContract.recall, {
    permission: 'release/read',
    verb: 'release.open-recall',
    subject: ofRecall,
    handle: async (act, { params }) => plain(await showRecall(act, params.id)),
  }),
  route(recallContract.answerRecall, {
    permission: 'release/work',
    verb: 'release.answer-recall',
    perMinute: LETTERS_PER_MINUTE,
    subject: ofRecall,
    before: (context, { params, body }) => prepareRecall(context, { ...params, ...body }),
    handle: (act, { params, body }, prepared) => answerRecall(act, { ...params, ...body }, prepared),
  }),
];

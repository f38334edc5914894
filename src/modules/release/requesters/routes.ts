import { route } from '../../../platform/http/route.ts';
import { plain } from '../plain.ts';
import { addChannel } from './add-channel.ts';
import { addRequester } from './add-requester.ts';
import { answerSuspension } from './answer-suspension.ts';
import { changeRequester } from './change-requester.ts';
import { requesterContract as contract } from './contract.ts';
import { endChannel } from './end-channel.ts';
import { enterRequester } from './enter-requester.ts';
import { findRequesters } from './find-requesters.ts';
import { listSuspensions } from './list-suspensions.ts';
import { mergeRequesters } from './merge-requesters.ts';
import { openRequester } from './open-requester.ts';
import { showRequester } from './show-requester.ts';
import { sayCallBack, verifyChannel } from './verify-channel.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });
const ofEntry = ({ params }: { params: { requesterId: string } }) => ({ kind: 'requester', id: params.requesterId });

export const requesterRoutes = [
  route(contract.findRequesters, {
    permission: 'release/read',
    verb: 'release.find-requesters',
    handle: async (act, { body }) => plain(await findRequesters(act, body.text)) as never, // words of CHECK constraints
  }),
  route(contract.openRequester, {
    permission: 'release/read',
    verb: 'release.open-requester',
    subject: ofEntry,
    handle: async (act, { params }) => plain(await openRequester(act, params.requesterId)) as never, // as above
  }),
  route(contract.addRequester, {
    permission: 'release/work',
    verb: 'release.add-requester',
    handle: (act, { body: { channels, ...words } }) => addRequester(act, { ...words, channels: channels ?? [] }),
  }),
  route(contract.changeRequester, {
    permission: 'release/work',
    verb: 'release.change-requester',
    subject: ofEntry,
    handle: (act, { params, body: { version, ...words } }) =>
      changeRequester(act, { id: params.requesterId, version, words }),
  }),
  route(contract.addChannel, {
    permission: 'release/work',
    verb: 'release.change-requester',
    subject: ofEntry,
    handle: (act, { params, body }) => addChannel(act, { requesterId: params.requesterId, ...body }),
  }),
  route(contract.verifyChannel, {
    permission: 'release/work',
    verb: 'release.verify-channel',
    subject: ofEntry,
    handle: (act, { params, body }) =>
      verifyChannel(act, { ...params, how: 'how' in body ? body.how : sayCallBack(body.callBack) }),
  }),
  route(contract.endChannel, {
    permission: 'release/work',
    verb: 'release.change-requester',
    subject: ofEntry,
    handle: (act, { params, body }) => endChannel(act, { ...params, ...body }),
  }),
  route(contract.mergeRequesters, {
    permission: 'release/manage',
    verb: 'release.merge-requesters',
    subject: ofEntry,
    handle: (act, { params, body }) => mergeRequesters(act, { id: params.requesterId, ...body }),
  }),
  route(contract.showRequester, {
    permission: 'release/read',
    verb: 'release.show-requester',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showRequester(act, params.id)) as never, // as above
  }),
  route(contract.enterRequester, {
    permission: 'release/work',
    verb: 'release.enter-requester',
    subject: ofRequest,
    handle: (act, { params, body }) => enterRequester(act, { requestId: params.id, ...body }),
  }),
  route(contract.suspensions, {
    permission: 'release/read',
    verb: 'release.list-suspensions',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await listSuspensions(act, params.id)) as never, // as above
  }),
  route(contract.answerSuspension, {
    permission: 'release/work',
    verb: 'release.answer-suspension',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      answerSuspension(act, { requestId: params.id, suspensionId: params.suspensionId, ...body }),
  }),
];

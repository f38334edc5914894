import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { plain } from '../plain.ts';
import { answerEarlier } from './answer-earlier.ts';
import { kindContract as contract } from './contract.ts';
import { askBeforeSaving } from './find-earlier.ts';
import { joinPapers } from './join-papers.ts';
import { sayKind } from './say-kind.ts';
import { setReceiptBack } from './set-receipt-back.ts';
import { showEarlier } from './show-earlier.ts';
import { showKind } from './show-kind.ts';

const ofRequest = ({ params }: { params: { id: string } }) => ({ kind: 'request', id: params.id });

export const kindRoutes = [
  route(contract.kind, {
    permission: 'release/read',
    verb: 'release.see-kind',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showKind(act, params.id)),
  }),
  route(contract.sayKind, {
    permission: 'release/work',
    verb: 'release.decide-kind',
    subject: ofRequest,
    handle: (act, { params, body }) => sayKind(act, { requestId: params.id, said: body }),
  }),
  route(contract.setReceiptBack, {
    permission: 'release/work',
    verb: 'release.set-receipt-back',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      setReceiptBack(act, { requestId: params.id, receivedAt: new Date(body.receivedAt), reason: body.reason }),
  }),
  route(contract.earlier, {
    permission: 'release/read',
    verb: 'release.see-earlier',
    subject: ofRequest,
    handle: async (act, { params }) => plain(await showEarlier(act, params.id)) as never, // words of CHECK constraints
  }),
  route(contract.askEarlier, {
    permission: 'release/work',
    verb: 'release.see-earlier',
    handle: async (act, { body }) =>
      plain({
        cases: await askBeforeSaving(act, {
          facilityId: facilityOf(act, body.facilityId),
          patientId: null,
          receivedAt: new Date(body.receivedAt),
          written: body.patientAsWritten ?? null,
          requesterId: body.requesterId ?? null,
          name: body.name ?? null,
          organisation: body.organisation ?? null,
          reference: body.reference ?? null,
          from: body.askedFrom ?? null,
          to: body.askedTo ?? null,
        }),
      }),
  }),
  route(contract.answerEarlier, {
    permission: 'release/work',
    verb: 'release.answer-earlier',
    subject: ofRequest,
    handle: (act, { params, body }) =>
      answerEarlier(act, { requestId: params.id, earlierId: params.earlierId, ...body }),
  }),
  route(contract.joinPapers, {
    permission: 'release/work',
    verb: 'release.join-papers',
    subject: ofRequest,
    handle: (act, { params, body }) => joinPapers(act, { requestId: params.id, ...body }),
  }),
];

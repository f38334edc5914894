import { route } from '../../platform/http/route.ts';
import { copyForMove } from '../documents/index.ts';
import { facilityOf } from '../patients/index.ts';
import { contract } from './contract.ts';
import {
  answerCorrection,
  listCorrections,
  openCorrection,
  reportCorrection,
  seeAnswer,
} from './corrections/corrections.ts';
import { mergePair } from './merges/merge-pair.ts';
import { addDownstream, endDownstream, listDownstream, openNotice, tickNotice } from './merges/notices.ts';
import { assignFact, listMerges, openMerge } from './merges/open-merge.ts';
import { unmergePair } from './merges/unmerge-pair.ts';
import { listOverlays, openOverlay } from './overlays/open-overlay.ts';
import { reportOverlay } from './overlays/report-overlay.ts';
import { chooseWhose, moveToSecond, nameSecond, settleOverlay } from './overlays/settle-overlay.ts';
import { leastOf, measurePrecision, setCutoff } from './pairs/cutoff.ts';
import { listPairs } from './pairs/list-pairs.ts';
import { PAIRS_WALK } from './pairs/look-through.ts';
import { namePair, openPair } from './pairs/open-pair.ts';
import { sayVerdict } from './pairs/say-verdict.ts';
import { plain } from './plain.ts';
import { qualityRoutes } from './quality/routes.ts';
import { ratesRoutes } from './rates/routes.ts';
import { beginWalk, viewProgress } from './walk-register.ts';

const of =
  (kind: string) =>
  ({ params }: { params: { id: string } }) => ({ kind, id: params.id });

export const routes = [
  route(contract.listPairs, {
    permission: 'identity/read',
    verb: 'identity.list-pairs',
    handle: async (act, { query }) => plain(await listPairs(act, query)),
  }),
  route(contract.namePair, {
    permission: 'identity/work',
    verb: 'identity.name-pair',
    handle: (act, { body }) => namePair(act, body),
  }),
  route(contract.openPair, {
    permission: 'identity/read',
    verb: 'identity.open-pair',
    subject: of('identity-pair'),
    handle: async (act, { params }) => plain(await openPair(act, params.id)),
  }),
  route(contract.sayVerdict, {
    permission: 'identity/work',
    verb: 'identity.decide-pair',
    subject: of('identity-pair'),
    handle: (act, { params, body }) => sayVerdict(act, { pairId: params.id, ...body }),
  }),
  route(contract.merge, {
    permission: 'identity/work',
    verb: 'identity.merge',
    subject: of('identity-pair'),
    handle: (act, { params, body }) => mergePair(act, { pairId: params.id, ...body }),
  }),
  route(contract.listMerges, {
    permission: 'identity/read',
    verb: 'identity.list-merges',
    handle: async (act) => plain(await listMerges(act)),
  }),
  route(contract.openMerge, {
    permission: 'identity/read',
    verb: 'identity.open-merge',
    subject: of('identity-merge'),
    handle: async (act, { params }) => plain(await openMerge(act, params.id)),
  }),
  route(contract.unmerge, {
    permission: 'identity/work',
    verb: 'identity.unmerge',
    subject: of('identity-merge'),
    handle: (act, { params, body }) => unmergePair(act, { mergeId: params.id, ...body }),
  }),
  route(contract.assignFact, {
    permission: 'identity/work',
    verb: 'identity.assign-fact',
    subject: of('identity-merge'),
    handle: (act, { params, body }) => assignFact(act, { mergeId: params.id, factId: params.factId, ...body }),
  }),
  route(contract.openNotice, {
    permission: 'identity/read',
    verb: 'identity.open-merge',
    subject: of('identity-notice'),
    handle: (act, { params }) => openNotice(act, params.id),
  }),
  route(contract.tickNotice, {
    permission: 'identity/work',
    verb: 'identity.tick-notice',
    subject: of('identity-notice'),
    handle: (act, { params, body }) => tickNotice(act, { noticeId: params.id, ...body }),
  }),
  route(contract.settings, {
    permission: 'identity/read',
    verb: 'identity.see-settings',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      return plain({
        facilityId,
        least: await leastOf(act, facilityId),
        precision: await measurePrecision(act, facilityId),
        whole: await viewProgress(act, PAIRS_WALK),
        downstream: await listDownstream(act, facilityId),
      });
    },
  }),
  route(contract.setCutoff, {
    permission: 'identity/manage',
    verb: 'identity.set-cutoff',
    handle: (act, { query, body }) => setCutoff(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.addDownstream, {
    permission: 'identity/manage',
    verb: 'identity.add-downstream',
    handle: (act, { body }) =>
      addDownstream(act, {
        ...body,
        instructions: body.instructions ?? '',
        facilityId: facilityOf(act, body.facilityId),
      }),
  }),
  route(contract.endDownstream, {
    permission: 'identity/manage',
    verb: 'identity.end-downstream',
    subject: of('identity-downstream'),
    handle: (act, { params }) => endDownstream(act, params.id),
  }),
  route(contract.lookThrough, {
    permission: 'identity/manage',
    verb: 'identity.begin-whole',
    handle: (act) => beginWalk(act, PAIRS_WALK),
  }),
  route(contract.reportCorrection, {
    permission: 'identity/report',
    verb: 'identity.report-correction',
    handle: (act, { body }) => reportCorrection(act, body),
  }),
  route(contract.listCorrections, {
    permission: 'identity/read',
    verb: 'identity.list-corrections',
    handle: async (act) => plain(await listCorrections(act)),
  }),
  route(contract.openCorrection, {
    permission: 'identity/report',
    verb: 'identity.open-correction',
    subject: of('identity-correction'),
    handle: async (act, { params }) => plain(await openCorrection(act, params.id)),
  }),
  route(contract.answerCorrection, {
    permission: 'identity/work',
    verb: 'identity.answer-correction',
    subject: of('identity-correction'),
    handle: (act, { params, body }) => answerCorrection(act, { id: params.id, ...body }),
  }),
  route(contract.seeAnswer, {
    permission: 'identity/report',
    verb: 'identity.see-answer',
    subject: of('identity-correction'),
    handle: (act, { params }) => seeAnswer(act, params.id),
  }),
  route(contract.listOverlays, {
    permission: 'identity/read',
    verb: 'identity.list-overlays',
    handle: async (act) => plain(await listOverlays(act)),
  }),
  route(contract.reportOverlay, {
    permission: 'identity/report',
    verb: 'identity.report-overlay',
    handle: (act, { body }) => reportOverlay(act, body),
  }),
  route(contract.openOverlay, {
    permission: 'identity/read',
    verb: 'identity.open-overlay',
    subject: of('identity-overlay'),
    handle: async (act, { params }) => plain(await openOverlay(act, params.id)),
  }),
  route(contract.nameSecond, {
    permission: 'identity/work',
    verb: 'identity.name-second',
    subject: of('identity-overlay'),
    handle: (act, { params, body: { patientId, family, given, birthDate, sex } }) =>
      nameSecond(act, {
        overlayId: params.id,
        second:
          patientId === undefined
            ? {
                facts: {
                  birthDate,
                  sex: sex ?? 'unknown',
                  names: [{ use: 'legal', family: family ?? '', given: (given ?? '').split(' ').filter(Boolean) }],
                  identifiers: [],
                  contacts: [],
                },
              }
            : { patientId },
      }),
  }),
  route(contract.chooseWhose, {
    permission: 'identity/work',
    verb: 'identity.choose-whose',
    subject: of('identity-overlay'),
    handle: (act, { params, body }) => chooseWhose(act, { overlayId: params.id, ...body }),
  }),
  route(contract.moveToSecond, {
    permission: 'identity/work',
    verb: 'identity.choose-whose',
    subject: of('identity-overlay'),
    before: (context, { params }) =>
      copyForMove(
        context.services,
        (fn) =>
          context.services.acting.act(
            context.request.actContext,
            {
              verb: 'documents.prepare-move',
              permission: 'identity/work',
              subject: of('identity-overlay')({ params }),
            },
            fn,
          ),
        params,
      ),
    handle: (act, { params }, prepared) => moveToSecond(act, { overlayId: params.id, ...params }, prepared),
  }),
  route(contract.settleOverlay, {
    permission: 'identity/work',
    verb: 'identity.settle-overlay',
    subject: of('identity-overlay'),
    handle: (act, { params, body }) => settleOverlay(act, { overlayId: params.id, ...body }),
  }),
  ...qualityRoutes,
  ...ratesRoutes,
];

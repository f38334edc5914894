import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { separation as contract } from './contract.ts';
import type { Layout } from './layout.ts';
import { listBatches } from './list-batches.ts';
import { markBestScan } from './mark-best-scan.ts';
import { openBatch, readLayout } from './open-batch.ts';
import { correctBatch, prepareBatch } from './prepare-batch.ts';
import { readBatchTexts, releaseBatch } from './release-batch.ts';
import { returnPart } from './return-part.ts';
import { saveLayout } from './save-layout.ts';
import { takeFromBin } from './take-from-bin.ts';

const batch = ({ params }: { params: { id: string } }) => ({ kind: 'batch', id: params.id });

export const separationRoutes = [
  route(contract.prepare, {
    permission: 'intake/add',
    verb: 'intake.prepare-batch',
    handle: (act, { body }) => prepareBatch(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-batches',
    handle: (act, { query }) =>
      listBatches(act, {
        before:
          query.beforeAt === undefined || query.beforeId === undefined
            ? undefined
            : { at: query.beforeAt, id: query.beforeId },
      }),
  }),
  route(contract.open, {
    permission: 'intake/read',
    verb: 'intake.open-batch',
    subject: batch,
    handle: (act, { params }) => openBatch(act, params.id) as never,
  }),
  route(contract.correct, {
    permission: 'intake/add',
    verb: 'intake.correct-batch',
    subject: batch,
    handle: (act, { params, body }) => correctBatch(act, { batchId: params.id, ...body }),
  }),
  route(contract.saveLayout, {
    permission: 'intake/index',
    verb: 'intake.separate',
    subject: batch,
    handle: (act, { params, body }) =>
      saveLayout(act, { batchId: params.id, revision: body.revision, layout: body.layout as Layout }) as never,
  }),
  route(contract.readLayout, {
    permission: 'intake/read',
    verb: 'intake.open-batch',
    subject: batch,
    handle: async (act, { params }) =>
      ({ layout: await readLayout(act, { batchId: params.id, revision: params.revision }) }) as never,
  }),
  route(contract.release, {
    permission: 'intake/index',
    verb: 'intake.release-batch',
    subject: batch,
    before: ({ services, request }, { params }) =>
      readBatchTexts(
        services,
        (what, fn) => services.acting.act(request.actContext, { ...what, permission: 'intake/index' }, fn),
        params.id,
      ),
    handle: (act, { params, body }, texts) => releaseBatch(act, { batchId: params.id, ...body }, texts),
  }),
  route(contract.bestScan, {
    permission: 'intake/index',
    verb: 'intake.best-scan',
    subject: batch,
    handle: (act, { body }) => markBestScan(act, body),
  }),
  route(contract.takeFromBin, {
    permission: 'intake/index',
    verb: 'intake.take-from-bin',
    subject: batch,
    handle: (act, { params, body }) => takeFromBin(act, { batchId: params.id, pages: body.pages }),
  }),
  route(contract.returnPart, {
    permission: 'intake/index',
    verb: 'intake.return-part',
    subject: ({ params }) => ({ kind: 'part', id: params.id }),
    handle: (act, { params }) => returnPart(act, params.id),
  }),
];

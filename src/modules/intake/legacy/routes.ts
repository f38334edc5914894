import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { problems as intakeProblems } from '../problems.ts';
import { storeUploads } from '../uploads.ts';
import { legacy as contract } from './contract.ts';
import { countRun } from './count-run.ts';
import { listRowsLeft, printRows } from './list-rows.ts';
import { listRuns } from './list-runs.ts';
import { loadIndex } from './load-run.ts';
import { listMaps, saveMap } from './save-map.ts';
import { findFolder, listFolders, startReal, startRun } from './start-run.ts';
import { describeIndex, takeIndex } from './take-index.ts';

const MAX_INDEX_BYTES = 200 * 1024 * 1024;
const ROWS_SHOWN = 500;
const index = ({ params }: { params: { id: string } }) => ({ kind: 'legacy-index', id: params.id });
const run = ({ params }: { params: { id: string } }) => ({ kind: 'legacy-run', id: params.id });

export const legacyRoutes = [
  route(contract.takeIndex, {
    permission: 'intake/import',
    verb: 'intake.take-legacy-index',
    bodyLimit: MAX_INDEX_BYTES,
    before: (context, { query }) => storeUploads(context, query.name),
    handle: async (act, { query }, uploads) => {
      const file = uploads[0]?.stored;
      if (file === undefined)
        throw intakeProblems.noFile({ detail: uploads[0]?.refused ?? 'Nothing was taken in. Choose the index.' });
      return takeIndex(act, { file, facilityId: facilityOf(act, query.facilityId) });
    },
  }),
  route(contract.openIndex, {
    permission: 'intake/import',
    verb: 'intake.open-legacy-index',
    subject: index,
    handle: async (act, { params }) => ({ index: await loadIndex(act, params.id), ...(await listMaps(act)) }),
    after: async ({ services }, { index, maps }) =>
      ({
        fileName: index.fileName,
        ...(await describeIndex(services, index)),
        folders: await listFolders(services),
        maps,
      }) as never, // lists that are read-only here
  }),
  route(contract.saveMap, {
    permission: 'intake/import',
    verb: 'intake.save-legacy-map',
    handle: (act, { body }) =>
      saveMap(act, { name: body.name, map: body.map, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.startRun, {
    permission: 'intake/import',
    verb: 'intake.start-legacy',
    subject: index,
    before: ({ services, actor }, { body }) => findFolder(services, actor, body.folder),
    handle: (act, { params, body }, folder) =>
      startRun(act, { indexId: params.id, map: body.map, dry: body.dry, folder }),
  }),
  route(contract.startReal, {
    permission: 'intake/import',
    verb: 'intake.start-legacy',
    subject: run,
    handle: (act, { params }) => startReal(act, params.id),
  }),
  route(contract.listRuns, {
    permission: 'intake/import',
    verb: 'intake.list-legacy',
    handle: (act, { query }) =>
      listRuns(act, {
        before:
          query.beforeAt === undefined || query.beforeId === undefined
            ? undefined
            : { at: query.beforeAt, id: query.beforeId },
      }),
  }),
  route(contract.openRun, {
    permission: 'intake/import',
    verb: 'intake.open-legacy',
    subject: run,
    handle: (act, { params }) => countRun(act, params.id) as never,
  }),
  route(contract.listRows, {
    permission: 'intake/import',
    verb: 'intake.open-legacy',
    subject: run,
    handle: async (act, { params }) =>
      ({ rows: (await listRowsLeft(act, { runId: params.id, limit: ROWS_SHOWN })).rows }) as never,
  }),
  route(contract.saveRows, {
    permission: 'intake/import',
    verb: 'intake.save-legacy-rows',
    subject: run,
    handle: (act, { params }) => listRowsLeft(act, { runId: params.id }),
    after: (_context, { fileName, rows }) => {
      const bytes = printRows(rows);
      return Promise.resolve({ bytes, contentType: 'text/csv; charset=utf-8', attachment: fileName });
    },
  }),
];
